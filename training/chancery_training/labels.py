"""Label sets: universal features that rules need, and lemma edit scripts."""

KEPT = (
    "Case", "Degree", "Gender", "Mood", "NumType", "Number", "Person", "Polarity", "Poss",
    "PronType", "Tense", "VerbForm", "Voice",
)
"""Features that the head predicts; the others (ExtPos, Typo, Abbr…) no rule needs."""


def feats(value: str) -> str:
    """The kept features of a FEATS column, in its order."""
    return "|".join(f for f in value.split("|") if f.split("=")[0] in KEPT) or "_"


def script(form: str, lemma: str) -> str | None:
    """The edit that makes a lemma of a form: `case/cut/suffix`, or None where none fits.

    `case` is `l` (lower the form first), `k` (keep it) or `t` (title case: ALL CAPS names);
    `cut` characters are taken off the end and `suffix` is put there.
    """
    for case, base in (("l", form.lower()), ("k", form), ("t", form.capitalize())):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        cut = len(base) - common
        if common == 0 and len(base) > 3:
            continue
        if cut <= 5:
            return f"{case}/{cut}/{lemma[common:]}"
    return None


def apply(edit: str, form: str) -> str:
    """The lemma that an edit makes of a form."""
    case, cut, suffix = edit.split("/", 2)
    base = {"l": form.lower(), "k": form, "t": form.capitalize()}[case]
    return base[: max(0, len(base) - int(cut))] + suffix
