"""What do all tests need? The program to compare with, and dispatches of our own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def program() -> Callable[..., str]:
    """The command line: arguments in, standard output out."""
    path = os.environ.get("CHANCERY_PROGRAM", str(ROOT / "target/release/chancery"))

    def run(*arguments: object, cwd: Path = ROOT) -> str:
        words = [path, *map(str, arguments)]
        done = subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True, encoding="utf-8")
        return done.stdout

    return run


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the examples."""
    import chancery

    folder = tmp_path_factory.mktemp("store") / "archive"
    chancery.open(folder).ingest([ROOT / "examples/*.txt", ROOT / "corpus/gold/*.txt"])
    return folder
