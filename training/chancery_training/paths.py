"""Where the data lie: `CHANCERY_DATA`, or `../shared/data` beside the project."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CHANCERY_DATA", PROJECT.parent / "shared" / "data"))
"""The data sets that `../shared/data/README.md` describes; read only."""
