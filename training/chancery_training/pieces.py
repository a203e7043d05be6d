"""Word pieces and shapes: exactly what `stages/2-language/src/pieces.rs` does, so that the
vectors seen in training and in reading are the same. `export.py` writes test vectors that the
Rust side checks."""

import unicodedata
from functools import lru_cache
from pathlib import Path

MAX_PIECES = 12
SHAPES = 14
"""Seven case shapes, each with and without white space before the word."""

_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "`": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2033": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2026": "...", "\u00a0": " ",
}


def shape(form: str, space_before: bool) -> int:
    """The case shape that the uncased encoder would lose, in 0..SHAPES."""
    letters = [c for c in form if c.isalpha()]
    if not letters:
        kind = 5 if any(c.isnumeric() for c in form) else 6
    elif not any(c.isupper() for c in letters):
        kind = 0
    elif all(c.isupper() for c in letters):
        kind = 2 if len(letters) > 1 else 3
    elif letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        kind = 1
    else:
        kind = 4
    return kind + (0 if space_before else 7)


def _is_punctuation(c: str) -> bool:
    return (c.isascii() and not c.isalnum()) or unicodedata.category(c)[0] == "P"


def normalise(form: str) -> str:
    """Plain quotation marks and hyphens, lower case, no accents."""
    if form in ("''", "``"):
        return '"'
    text = "".join(_PLAIN.get(c, c) for c in form).lower()
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


class Pieces:
    """Greedy longest-match word pieces over BERT's uncased vocabulary."""

    def __init__(self, vocab: Path):
        self.ids = {w: i for i, w in enumerate(vocab.read_text(encoding="utf-8").splitlines())}
        self.unk = self.ids["[UNK]"]

    @lru_cache(maxsize=200_000)
    def of(self, form: str) -> tuple[int, ...]:
        """The ids of a word's pieces: at least one, at most MAX_PIECES."""
        out: list[int] = []
        for run in self._runs(normalise(form)):
            out.extend(self._run(run))
        return tuple(out[:MAX_PIECES]) or (self.unk,)

    def _runs(self, text: str):
        run = ""
        for c in text:
            if c.isspace() or _is_punctuation(c):
                if run:
                    yield run
                run = ""
                if not c.isspace():
                    yield c
            else:
                run += c
        if run:
            yield run

    def _run(self, run: str) -> list[int]:
        out, start = [], 0
        while start < len(run):
            end = len(run)
            while end > start:
                key = run[start:end] if start == 0 else "##" + run[start:end]
                if key in self.ids:
                    break
                end -= 1
            if end == start:
                return [self.unk]
            out.append(self.ids[key])
            start = end
        return out
