"""A type checker that is strict has nothing to say of what a user writes, nor of the package itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy")


@pytest.mark.parametrize("version", ["3.10"])
def test_a_strict_type_checker_is_content(root: Path, version: str, tmp_path: Path) -> None:
    files = ["apps/python/tests/usage.py", "apps/python/python/chancery"]
    command = [sys.executable, "-m", "mypy", "--python-version", version, "--cache-dir", str(tmp_path), *files]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_type_checker_sees_what_is_wrong(root: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import chancery\nx: str = chancery.read('a').events[0].quad\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), str(wrong)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert "Incompatible types in assignment" in done.stdout
