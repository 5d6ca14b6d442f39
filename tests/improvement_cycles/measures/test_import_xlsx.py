"""Dots from a spreadsheet: the same preview and report as from CSV, and nothing half put in."""

from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from openpyxl import Workbook

from improvement_cycles import xlsx_rows
from improvement_cycles.csv_rows import FileRefused
from improvement_cycles.xlsx_rows import as_csv
from tests.improvement_cycles.files import GOOD, values

MIDNIGHT = datetime.combine(date(2020, 1, 13), time(0))  # as a spreadsheet keeps a day
COLUMNS = {"when": "day", "value": "nights"}


def book(*rows):
    made, saved = Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    made.create_sheet("Another").append(["day", "nights"])
    made.save(saved)
    return saved.getvalue()


def swollen(content, **parts):
    """The same file with more parts in it."""
    made = BytesIO(content)
    with ZipFile(made, "a", ZIP_DEFLATED) as packed:
        for name, inside in parts.items():
            packed.writestr(f"xl/{name}.xml", inside)
    return made.getvalue()


def packed_otherwise():
    """A file that no program for spreadsheets makes, with a byte of it broken."""
    made = BytesIO()
    with ZipFile(BytesIO(DOTS)) as old, ZipFile(made, "w", ZIP_LZMA) as new:
        for one in old.namelist():
            new.writestr(one, old.read(one))
    content = made.getvalue()
    at = content.index(b"docProps/app.xml") + 40
    return content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :]


def with_sheet(rows, part="worksheets/sheet1", ends="</sheetData>"):
    """A file that is small, with these rows after its own."""
    made = BytesIO()
    with ZipFile(BytesIO(DOTS)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            inside = old.read(one)
            if one == f"xl/{part}.xml":
                inside = inside.replace(ends.encode(), (rows + ends).encode())
            new.writestr(one, inside)
    return made.getvalue()


DOTS = book(
    ["day", "nights"],
    [date(2020, 1, 6), 1],
    [MIDNIGHT, 0],
    ["20/01/2020", 2.5],
)


def test_a_spreadsheet_is_checked_and_put_in(chooser, measure, session):
    page = chooser(measure, DOTS, **COLUMNS)
    assert "3 new dots" in page.text and not values(session, measure)
    sent = COLUMNS | {"once": "this-form"}
    for _press in range(2):
        chooser.client.post(f"/measures/{measure.id}/import/put-in", data=sent)
    assert values(session, measure) == [1, 0, 2.5]


def test_the_command_reads_a_spreadsheet_too(command, measure, session):
    result = command(DOTS, "--measure", str(measure.id))
    assert result.exit_code == 0 and "3 dots put in" in result.output
    assert values(session, measure) == [1, 0, 2.5]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ([date(2020, 1, 20), "two"], "Row 4, nights: two is not a number"),
        ([date(2020, 1, 20), "#REF!"], "Row 4, nights"),
        ([date(2020, 1, 20), "=1+1"], "a formula with no result is not a number"),
        ([MIDNIGHT.replace(hour=9), 2], "Row 4, day"),
        ([43850, 2], "Row 4, day: 43850 is not a date"),
        ([date(2020, 1, 6), 2], "the same day as row 2"),
        ([date(2999, 1, 6), 2], "choose today"),
        ([date(2020, 1, 20), True], "True is not a number"),
        ([date(2020, 1, 20), 2, "more"], "it has 3 cells"),
    ],
)
def test_a_bad_row_is_named_and_leaves_nothing_behind(chooser, measure, session, bad, says):
    content = book(["day", "nights"], [date(2020, 1, 6), 1], [date(2020, 1, 13), 0], bad)
    page = chooser(measure, content, **COLUMNS).text
    assert says in page and "Nothing is put in yet." in page
    refused = chooser.client.post(f"/measures/{measure.id}/import/put-in", data=COLUMNS)
    assert refused.status_code == 409 and not values(session, measure)


def test_rows_keep_their_numbers_over_blank_ones_and_line_ends():
    content = book([None], ["day", "n"], ["2020-01-06", 1], [None], ["soon\nor late", 2])
    lines = as_csv(content).decode().splitlines()
    assert lines == [",", "day,n", "2020-01-06,1", ",", "soon or late,2"]


def test_any_other_file_stays_as_it_is():
    assert as_csv(GOOD) == GOOD


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (DOTS[:300], "We cannot open that spreadsheet."),
        (b"PK\x03\x04 and nothing", "We cannot open that spreadsheet."),
        (b"\xd0\xcf\x11\xe0 an old one, or one with a password", "Save it as XLSX"),
        (swollen(DOTS, bomb=bytes(xlsx_rows.MOST_UNPACKED)), "too big inside"),
        (swollen(DOTS, **{f"p{i}": b"" for i in range(xlsx_rows.MOST_PARTS)}), "too big inside"),
        (book(["day", *range(xlsx_rows.MOST_COLUMNS)]), "more than 100 columns"),
        (packed_otherwise(), "We cannot open that spreadsheet."),
        (book(), "The file is empty."),
    ],
)
def test_what_is_no_sheet_is_refused_in_one_sentence(chooser, measure, content, says):
    page = chooser(measure, content, **COLUMNS)
    assert page.status_code == 422 and says in page.text


@pytest.mark.parametrize(
    "content",
    [
        with_sheet('<row r="1000000000000000000"><c><v>1</v></c></row>'),
        with_sheet('<row r="1e18"><c><v>1</v></c></row>'),
        with_sheet('<row><c r="XFD5"/></row>' * 1_000),
        with_sheet("<row>" + "<c/>" * 50_000 + "</row>"),
        with_sheet("<row>" + "<row/>" * 50_000 + "</row>"),
        with_sheet("<row/>" * 3_000_001),
        with_sheet("<xf/>" * 100_001, "styles", "</cellXfs>"),
    ],
    ids=["far", "far-e", "wide", "long", "nested", "many", "styles"],
)
def test_a_small_file_that_would_be_read_for_hours_is_refused_at_once(content):
    with pytest.raises(FileRefused, match="too big inside"):
        as_csv(content)


@pytest.mark.parametrize(("letters", "rows"), [(32_000, 700), (40_000, 1)])
def test_long_texts_in_the_cells_are_refused(letters, rows):
    row = f'<row><c t="inlineStr"><is><t>{"a" * letters}</t></is></c></row>'
    with pytest.raises(FileRefused, match="too big inside"):
        as_csv(with_sheet(row * rows))


def test_what_people_have_in_a_sheet_is_not_too_much():
    many = xlsx_rows.MOST_ROWS // 10
    dots = "".join(f'<row r="{at + 5}"><c r="A{at + 5}"><v>1</v></c></row>' for at in range(many))
    blank = '<row r="1048576" spans="1:16384"><c r="B1048576" s="1"/></row>'
    assert as_csv(with_sheet(dots + blank)).count(b"\n") == many + 4


def test_too_many_rows_are_refused_and_a_far_blank_row_is_not(monkeypatch):
    monkeypatch.setattr(xlsx_rows, "MOST_ROWS", 3)
    four = [[f"2020-01-{day:02}", 1] for day in range(1, 5)]
    with pytest.raises(FileRefused, match="rows"):
        as_csv(book(["day", "n"], *four))
    assert as_csv(book(["day", "n"], *four[:3], *[[None]] * 9)).count(b"\n") == 4


def test_entities_of_a_sheet_are_not_opened():
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><worksheet>&b;</worksheet>'
    made = BytesIO()
    with ZipFile(BytesIO(DOTS)) as old, ZipFile(made, "w") as new:
        for part in old.infolist():
            sheet = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, laughs if sheet else old.read(part))
    with pytest.raises(FileRefused):
        as_csv(made.getvalue())
