"""Writes the lemma table: `python -m chancery_training.lemmas OUT.tsv`.

Each form (lower case) and part of speech of the training treebanks with its commonest lemma. The
program looks a word up here first; the lemmas also tell it which edits give words that exist.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from . import conllu
from .paths import DATA


CORRECTIONS = {("freed", "VERB"): "free"}
"""Slips of the treebanks that were met."""


def table() -> list[tuple[str, str, str]]:
    """Rows (form, upos, lemma), sorted. Names and symbols are left out: they keep their form."""
    seen: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for name in ("en_ewt-train", "en_gum-train"):
        for s in conllu.read(DATA / "ud" / f"{name}.conllu"):
            for t in s.tokens:
                if t.upos not in ("PROPN", "X", "SYM", "PUNCT", "NUM") and "Typo=Yes" not in t.feats:
                    seen[(t.form.lower(), t.upos)][t.lemma] += 1
    best = lambda c: max(sorted(c), key=lambda k: c[k])
    rows = [(form, upos, CORRECTIONS.get((form, upos), best(c))) for (form, upos), c in seen.items()]
    return sorted(r for r in rows if "\t" not in r[0] and " " not in r[0])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("".join("\t".join(r) + "\n" for r in table()), encoding="utf-8")
