#!/usr/bin/env python3
"""Is every line of these actors true to its text and to the codebook's sectors?

`python3 corpus/actors/check.py` prints one line a fault and exits with 1 where there are any, else what the files hold. Needs
nothing but the standard library.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from check import KINDS, SECTORS  # noqa: E402


def dispatches(path):
    """Each dispatch of a file: its name, its text, its lines of actors with their numbers."""
    name, text, rows, out = None, [], None, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            name, text, rows = line[3:].strip(), [], None
            out.append((name, text, []))
        elif line == "--":
            rows = out[-1][2]
        elif rows is None:
            text.append(line)
        elif line.strip():
            rows.append((number, line))
    return [(name, "\n".join(text), rows) for name, text, rows in out]


def faults(line, text):
    """What is wrong with one actor."""
    cells = [c.strip() for c in line.split(" | ")]
    if len(cells) != 5:
        yield f"{len(cells)} cells instead of 5"
        return
    kind, first, name, country, sectors = cells
    words, _, place = first.partition("#")
    if text.count(words) < int(place or 1):
        yield f"not in the text: {first!r}"
    if name not in text:
        yield f"not in the text: {name!r}"
    if kind not in KINDS:
        yield f"no kind: {kind!r}"
    if not re.fullmatch(r"[A-Z]{3}|-", country):
        yield f"no country: {country!r}"
    if sectors != "-" and not set(sectors.split("+")) <= set(SECTORS):
        yield f"no sectors: {sectors!r}"


def main():
    found, texts, actors = [], 0, 0
    for path in sorted(HERE.glob("*/*.txt")):
        for name, text, rows in dispatches(path):
            texts, actors = texts + 1, actors + len(rows)
            if not rows:
                found.append(f"{path.relative_to(HERE)}: {name}: no actors")
            for number, line in rows:
                found += [f"{path.relative_to(HERE)}:{number}: {name}: {f}" for f in faults(line, text)]
    for fault in found:
        print(fault)
    print(f"{texts} dispatches, {actors} actors, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
