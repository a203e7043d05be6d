"""What the peers' scripts share: an environment of the peer's own, and a call of the script within it."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ONE_THREAD = {k: "1" for k in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def parser(script: str, about: str) -> argparse.ArgumentParser:
    """Options that all scripts have: where the environment lies, and what the script asks of itself."""
    a = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--venv", type=Path, default=PROJECT / "target" / "peers" / Path(script).stem)
    a.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    return a


def environment(folder: Path, module: str, packages: list) -> Path:
    """The environment's Python, made and filled where it is not there yet."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if subprocess.run([python, "-P", "-c", f"import {module}"], capture_output=True).returncode:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def within(python: Path, script: str, what: Path) -> dict:
    """What the script prints when it measures `what` within the environment, on one thread."""
    command = [python, script, "--measure", what]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD)
    return json.loads(out.stdout)


def hide(script: str):
    """A script is called as the library is that it measures, and must not be imported in its stead."""
    sys.path = [p for p in sys.path if Path(p).resolve() != Path(script).resolve().parent]


def cargo(*args) -> str:
    """Runs a program of the project and gives what it prints."""
    command = ["cargo", "run", "--quiet", "--release", *args]
    return subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True).stdout
