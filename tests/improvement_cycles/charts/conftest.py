"""The chart tests draw the same demo measures as the tests of the numbers read."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "stats"))
