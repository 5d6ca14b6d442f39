"""Rows of a CSV file: kept whole, or refused by number with a reason."""

from datetime import date
from io import BytesIO

import pytest

from improvement_cycles import csv_rows
from improvement_cycles.csv_rows import Columns, FileRefused, read_rows


def rows_of(text, columns=None, **options):
    return read_rows(BytesIO(text.encode()), columns, **options)


def refusals(text, columns=None, **options):
    return [str(row) for row in rows_of(text, columns, **options).refused]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_plain_files_are_read(mark, line_end, separator):
    lines = ["when,nights", "2026-11-03,4", "10/11/2026,5.5", ""]
    read = rows_of(mark + line_end.join(lines).replace(",", separator))
    assert [(r.number, r.when, r.value) for r in read.rows] == [
        (2, date(2026, 11, 3), 4),
        (3, date(2026, 11, 10), 5.5),
    ]
    assert not read.refused


def test_days_come_in_time_order_with_their_own_numbers():
    read = rows_of("when,v\n2026-11-10,2\n2026-11-03,1\n")
    assert [(r.number, r.value) for r in read.rows] == [(3, 1), (2, 2)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("soon,4", "row 3, column when: soon is not a date like 2026-11-03 or 03/11/2026"),
        ("2026-02-30,4", "row 3, column when: 2026-02-30 is not a date"),
        ("11/25/2026,4", "row 3, column when: 11/25/2026 is not a date"),
        (",4", "row 3, column when: it is empty"),
        ("2026-11-03,4", "row 3, column when: 2026-11-03 is the same day as row 2"),
        ('2026-11-04,"4,5"', "row 3, column v: 4,5 has a comma"),
        ("2026-11-04,4,5", "row 3: it has 3 cells, the headings have 2; is there a comma"),
        ("2026-11-04,many", "row 3, column v: many is not a number"),
        ("2026-11-04,nan", "row 3, column v: nan is not a number"),
        ("2026-11-04,-inf", "row 3, column v: -inf is not a number"),
        ("2026-11-04,1e999", "row 3, column v: 1e999 is too big"),
        ("2026-11-04,1_000", "row 3, column v: 1_000 is not a number"),
        ("2026-11-04,٣", "row 3, column v: ٣ is not a number"),
        ("2026-11-04,", "row 3, column v: it is empty"),
        (" , ", "row 3: the row is blank"),
        ("", "row 3: the row is blank"),
    ],
)
def test_refused_rows_are_named_with_their_reason(row, why):
    read = rows_of(f"when,v\n2026-11-03,1\n{row}\n2026-11-05,2\n")
    assert [r.number for r in read.rows] == [2, 4]
    (refused,) = read.refused
    assert str(refused).startswith(why)


def test_every_refused_row_is_named():
    text = "when,v\nsoon,1\n2026-11-04,x\n2026-11-05,1\n"
    assert [row.split(",")[0] for row in refusals(text)] == ["row 2", "row 3"]


def test_a_quoted_cell_may_hold_a_line_end():
    read = rows_of('when,v,note\n2026-11-03,1,"a\nb"\nsoon,2,c\n')
    assert [row.number for row in read.refused] == [4]


def test_a_number_may_be_left_empty_where_gaps_are_allowed():
    assert [r.value for r in rows_of("x,v\na,\nb,2\n", dates=False, gaps=True).rows] == [None, 2]


def test_denominators_are_not_below_0():
    columns = Columns(value="v", n="of")
    text = "when,v,of\n2026-11-03,1,-2\n2026-11-04,1,0\n"
    assert refusals(text, columns) == ["row 2, column of: -2 is below 0"]
    assert [r.n for r in rows_of(text, columns).rows] == [0]


def test_columns_are_found_by_name_and_rows_by_their_words():
    columns = Columns("Period", "breaches", where={"org": "RJZ"})
    text = "org,period,breaches\nRJZ,2026-11-03,4\nRAS,2026-11-03,x\nRJZ,2026-11-10,5\n"
    assert [r.value for r in rows_of(text, columns).rows] == [4, 5]
    assert not refusals(text, columns)


def test_a_file_without_dates_keeps_its_order_and_words():
    read = rows_of("week,v\n9,1\n10,2\n9,3\n", dates=None)
    assert [(r.when, r.value) for r in read.rows] == [("9", 1), ("10", 2), ("9", 3)]


def test_blank_rows_after_the_last_are_left_away_and_one_between_is_refused():
    assert [r.value for r in rows_of("d,v\n2026-01-05,4\n,\n,,,\n").rows] == [4]
    between = rows_of("d,v\n2026-01-05,4\n,\n2026-01-19,5\n")
    assert [str(one) for one in between.refused] == ["row 3: the row is blank"]


def test_the_last_row_of_a_sheet_with_tabs_may_be_a_gap():
    content = "d\tv\n2026-01-05\t4\n2026-01-12\t\n"
    assert [r.value for r in rows_of(content, gaps=True).rows] == [4, None]


def test_one_column_is_counted():
    assert [r.when for r in rows_of("v\n4\n5\n").rows] == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "columns", "why"),
    [
        (b"", None, "The file is empty."),
        (b"\xef\xbb\xbf \n\n", None, "The file is empty."),
        (b",,,\n,,,\n", None, "The file is empty."),
        (b'""', None, "The file is empty."),
        (b"a,b\n1,2\n", Columns(value="c"), "There is no column c. There is: a, b."),
        (b"a,b\n1,2\n", Columns(where={"org": "x"}), "There is no column org."),
        (b"a,b,b\n1,2,3\n", Columns(value="b"), "There are 2 columns called b."),
        (b"a,b\n1,\xff\n", None, "Row 2 is not UTF-8 text."),
        (b"a,b\n1,\x00\n", None, "The file is not text."),
        (b'a,b\n1,2\n"3,4\n', None, "Row 3 cannot be read"),
    ],
)
def test_files_that_cannot_be_read_say_why(content, columns, why):
    with pytest.raises(FileRefused) as refused:
        read_rows(BytesIO(content), columns)
    assert str(refused.value).startswith(why)


def test_a_huge_file_is_refused(monkeypatch):
    monkeypatch.setattr(csv_rows, "MOST_ROWS", 3)
    with pytest.raises(FileRefused, match="more than 3 rows"):
        rows_of("x,v\n" + "a,1\n" * 4, dates=False)
    assert len(rows_of("x,v\n" + "a,1\n" * 3, dates=False).rows) == 3
    monkeypatch.setattr(csv_rows, "MOST_BYTES", 10)
    with pytest.raises(FileRefused, match="over 0 MB"):
        rows_of("x,v\n" + "a,1\n" * 3)
