#!/usr/bin/env python3
"""Is every annotation of these files true to its sentence and to the codebook's tables?

`python3 corpus/train/check.py [FILE_OR_FOLDER...]` prints one line a fault and exits with 1 where there are any, else
what the files hold. Needs nothing but the standard library.
"""

import collections
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from check import MODES, STATUSES  # noqa: E402

NONE_KINDS = "sport business history weather culture science crime domestic generic speech opinion other".split()


def found(words, sentence):
    """Whether the words stand in the sentence, at the place that `#N` names."""
    words, _, place = words.partition("#")
    pattern = r"(?<!\w)" + re.escape(words.strip()) + r"(?!\w)"
    return len(re.findall(pattern, sentence)) >= (int(place) if place else 1)


def ambiguous(words, sentence):
    pattern = r"(?<!\w)" + re.escape(words.strip()) + r"(?!\w)"
    return "#" not in words and len(re.findall(pattern, sentence)) > 1


def faults(line, sentence, passage):
    """What is wrong with one annotation."""
    cells = [c.strip() for c in line[1:].split("|")]
    if cells[0] == "-":
        if len(cells) != 2 or cells[1] not in NONE_KINDS:
            yield f"a sentence without event wants `> - | KIND`, one of {', '.join(NONE_KINDS)}"
        return
    if len(cells) != 5:
        yield f"{len(cells)} cells instead of 5"
        return
    label, status, trigger, actors, recipients = cells
    kind, _, mode = label.partition("/")
    if kind not in MODES:
        yield f"`{kind}` is no type"
    elif mode and mode not in MODES[kind]:
        yield f"`{mode}` is no mode of {kind}; {MODES[kind]}"
    if status not in STATUSES:
        yield f"`{status}` is no status"
    if not found(trigger, sentence):
        yield f"the trigger `{trigger}` does not stand in the sentence"
    elif ambiguous(trigger, sentence):
        yield f"`{trigger}` stands more than once: say which by #N"
    for cell in (actors, recipients):
        for part in [] if cell == "-" else cell.split(";"):
            words, _, meant = part.partition("=")
            if meant and not passage:
                yield f"`{part.strip()}`: `=` belongs in passages"
            if not found(words, sentence):
                yield f"`{words.strip()}` does not stand in the sentence"


def main(arguments):
    files = [f for a in arguments or [HERE] for f in (sorted(Path(a).rglob("*.txt")) if Path(a).is_dir() else [Path(a)])]
    bad, types, triggers = 0, collections.Counter(), collections.Counter()
    sentences = passages = 0
    seen = {}
    for path in files:
        sentence, passage, count = None, False, 1
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line, problems = raw.strip(), []
            if not line or line.startswith("#"):
                continue
            if line.startswith("=="):
                passage = line[2:].strip() not in ("", "-")
                passages += passage
            elif line.startswith(">"):
                if sentence is None:
                    problems = ["an annotation before any sentence"]
                else:
                    count += 1
                    problems = list(faults(line, sentence, passage))
                    label = line[1:].split("|")[0].strip()
                    types[label.partition("/")[0]] += 1
                    if label != "-":
                        triggers[line.split("|")[2].strip().lower() if line.count("|") > 2 else ""] += 1
            else:
                if not count:
                    problems = ["the sentence before it has no `>` line"]
                if line in seen:
                    problems.append(f"stands already at {seen[line]}")
                seen[line] = f"{path.name}:{number}"
                sentence, count = line, 0
                sentences += 1
            for problem in problems:
                bad += 1
                print(f"{path}:{number}: {problem}")
        if not count:
            bad += 1
            print(f"{path}: the last sentence has no `>` line")
    print(f"{bad} faults; {sentences} sentences, {passages} passages, {len(triggers)} trigger words; " +
          ", ".join(f"{t} {n}" for t, n in types.most_common()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
