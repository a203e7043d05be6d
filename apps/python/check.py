#!/usr/bin/env python3
"""Does the Python package do what it says? Builds its wheel, installs it into empty environments, runs all tests there.

    python3 apps/python/check.py                # all but Ray
    python3 apps/python/check.py --no-spark     # without Spark, which wants Java and some minutes
    python3 apps/python/check.py --ray          # with Ray, which is large

Environments and downloads are kept in target/python. Needs nothing but Python 3.10 or later and Rust.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target/python"
TESTS = ROOT / "apps/python/tests"

BARE = [
    "test_reading.py",
    "test_showing.py",
    "test_coding.py",
    "test_capsules.py",
    "test_store.py",
    "test_evaluation.py",
]
"""What runs with nothing installed beside the package, on the oldest Python."""

TABLES = ["pyarrow", "pandas", "polars", "duckdb", "dask[dataframe]", "matplotlib", "nbclient", "ipykernel", "mypy", "tqdm"]
"""What the tests of tables, documents, types and the notebook use."""

VERSIONS = range(10, 14)
"""Minor versions of Python that are looked for."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--no-spark", action="store_true", help="leave Spark out")
    parser.add_argument("--ray", action="store_true", help="try Ray, too")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    pythons = interpreters()
    oldest, newest = pythons[0], pythons[-1]
    run(["cargo", "build", "--release", "--quiet", "-p", "chancery"])
    wheel = built(newest)
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.0f} MB")
    counts = Counts()
    counts.add(tests("bare", oldest, [], wheel, BARE))
    all_but = [p.name for p in sorted(TESTS.glob("test_*.py")) if p.name not in ("test_spark.py", "test_ray.py")]
    counts.add(tests("tables", newest, TABLES, wheel, all_but))
    if not asked.no_spark:
        java()
        worker = environment("spark-worker", newest, ["pyarrow"], None)
        also = {"CHANCERY_WORKER_PYTHON": str(worker)}
        counts.add(tests("spark", newest, ["pyspark>=4,<5", "pyarrow", "pandas<3"], wheel, ["test_spark.py"], also))
    if asked.ray:
        counts.add(tests("ray", newest, ["ray[data]", "typing_extensions"], wheel, ["test_ray.py"]))
    print(f"\n{counts.passed} passed, {counts.failed} failed")
    return 1 if counts.failed or not counts.passed else 0


def java() -> None:
    """Spark runs on Java, which is installed where Debian's packages are to be had."""
    if shutil.which("java") is None and shutil.which("apt-get") is not None:
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "openjdk-17-jre-headless"])


class Counts:
    """How many tests passed and failed."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def add(self, counts: tuple[int, int]) -> None:
        self.passed += counts[0]
        self.failed += counts[1]


def interpreters() -> list[Path]:
    """The oldest to the newest Python on this machine that the package is for; at least this one."""
    found = {}
    for minor in VERSIONS:
        name = f"python3.{minor}"
        places = [Path(p) for p in (shutil.which(name),) if p]
        places += sorted(Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/{name}"))
        # A shim that leads nowhere is none.
        working = (p for p in places if not subprocess.run([p, "-c", ""], capture_output=True).returncode)
        first = next(working, None)
        if first is not None:
            found[minor] = first
    return list(found.values()) or [Path(sys.executable)]


def built(python: Path) -> Path:
    """The wheel, as `pip install .` builds it; what Cargo has compiled is used."""
    out = FOLDER / "wheel"
    shutil.rmtree(out, ignore_errors=True)
    pip = environment("build", python, [], None)
    run([pip, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, ROOT], CARGO_TARGET_DIR=str(ROOT / "target"))
    (wheel,) = out.glob("chancery-*-cp310-abi3-*.whl")
    return wheel


def environment(name: str, python: Path, packages: list[str], wheel: Path | None) -> Path:
    """The interpreter of an environment with some packages and the wheel. It is made anew where the packages change."""
    folder, stamp = FOLDER / name, FOLDER / name / "packages.txt"
    wanted = "\n".join([str(python), *packages])
    inner = folder / "bin/python"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        run([python, "-m", "venv", folder])
        if packages:
            run([inner, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages])
        stamp.write_text(wanted)
    if wheel is not None:
        quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--force-reinstall"]
        run([inner, "-m", "pip", "install", *quiet, wheel])
    return inner


def tests(
    name: str, python: Path, packages: list[str], wheel: Path, files: list[str], also: dict[str, str] | None = None
) -> tuple[int, int]:
    """Runs tests in an environment of their own; how many passed and failed."""
    inner = environment(name, python, ["pytest", *packages], wheel)
    report, began = FOLDER / f"{name}.xml", time.monotonic()
    report.unlink(missing_ok=True)
    print(f"\n== {name}", flush=True)
    # Neither the package's sources nor a user's own packages are to be found by chance.
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | (also or {})
    environ["CHANCERY_PROGRAM"] = str(ROOT / "target/release/chancery")
    options = ["-q", "--durations=5", "-p", "no:cacheprovider", f"--junitxml={report}", "--rootdir", str(TESTS)]
    done = subprocess.run([inner, "-m", "pytest", *options, *files], cwd=TESTS, env=environ)
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    if not report.exists():
        return 0, 1
    suite = ElementTree.parse(report).getroot().find("testsuite")
    assert suite is not None
    wrong = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    ran = int(suite.attrib["tests"]) - int(suite.attrib["skipped"])
    return ran - wrong, max(wrong, int(done.returncode not in (0, 1)))


def run(command: list[object], **also: str) -> None:
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT, env={**os.environ, **also})


if __name__ == "__main__":
    sys.exit(main())
