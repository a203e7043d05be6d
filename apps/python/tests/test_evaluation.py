"""The program scores itself, as on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import chancery
import pytest


def test_figures_are_those_of_the_command_line(program, root: Path, tmp_path: Path) -> None:
    said = [json.loads(line) for line in program("eval", "record", "corpus/gold", "--format", "json").splitlines()]
    misses = tmp_path / "misses.txt"
    ours = chancery.evaluate("record", root / "corpus/gold", errors=misses)
    assert [(m.task, m.metric, round(m.value, 4), m.n) for m in ours] == [
        (s["task"], s["metric"], s["value"], s["n"]) for s in said
    ]
    assert misses.exists()


def test_tasks_and_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(chancery.SettingError, match="no evaluation is called \"dowsing\" yet; there are: ud, ner"):
        chancery.evaluate("dowsing", tmp_path)
    with pytest.raises(chancery.FileError, match="absent"):
        chancery.evaluate("ud", tmp_path / "absent")
