"""How well the words for worries do: `python -m tools.worry_report`.

Recall is how many of the worries are found; a false alarm is a line found that is none. The lines
that were held out were not looked at while the patterns were written.
"""

from dataclasses import dataclass
from pathlib import Path

from coprod.concerns.worry_words import worries

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "concerns"
LISTS = {
    "written against": FOLDER / "worry_lines.txt",
    "held out": FOLDER / "worry_lines_held_out.txt",
}


@dataclass(frozen=True)
class Result:
    """What came of one list."""

    missed: list[str]
    wrong: list[str]
    worry: int
    other: int

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.worry

    @property
    def false_alarms(self) -> float:
        return len(self.wrong) / self.other


def report(path: Path) -> Result:
    """Go through a list of lines, each "+ a worry" or "- none"."""
    lines = path.read_text(encoding="utf-8").splitlines()
    worry = [line[2:] for line in lines if line.startswith("+ ")]
    other = [line[2:] for line in lines if line.startswith("- ")]
    missed = [line for line in worry if not worries(line)]
    wrong = [line for line in other if worries(line)]
    return Result(missed, wrong, len(worry), len(other))


def main() -> None:
    """Say it for each list, with every line that it got wrong."""
    for name, path in LISTS.items():
        found = report(path)
        print(f"{name}: {found.worry + found.other} lines")
        print(f"  found {found.worry - len(found.missed)} of {found.worry} worries", end=" ")
        print(f"({found.recall:.0%}); {len(found.wrong)} of {found.other} false alarms", end=" ")
        print(f"({found.false_alarms:.0%})")
        for line in found.missed:
            print(f"    missed: {line}")
        for line in found.wrong:
            print(f"    false alarm: {line}")


if __name__ == "__main__":
    main()
