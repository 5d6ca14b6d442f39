"""Join the sheets of tools/theme/site/ into coprod/static/site.css: `python tools/theme/site.py`.

No other tool is needed. The sheets are joined in the order of their names, without comments and
spare space; a test says when this was forgotten.
"""

import re
from pathlib import Path

SHEETS = Path(__file__).with_name("site")
SITE = Path(__file__).resolve().parents[2] / "coprod/static/site.css"


def joined() -> str:
    sheets = [path.read_text(encoding="utf-8") for path in sorted(SHEETS.glob("*.css"))]
    css = re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{}])\s*", r"\1", css)
    css = re.sub(r";\s+", ";", css).replace(";}", "}").strip()
    return f"/* Made by tools/theme/site.py from tools/theme/site/: change it there. */\n{css}\n"


if __name__ == "__main__":
    SITE.write_text(joined(), encoding="utf-8")
