"""Reads CoNLL-U files: sentences with their tokens, and the raw text that they came from."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Token:
    """A syntactic word. `head` is 0 for the root, else the 1-based id of the head."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: str
    space_before: bool = True


@dataclass
class Sentence:
    """One sentence. `surface` lists (surface form, number of words, space after) a surface token."""

    doc: str
    starts_paragraph: bool
    tokens: list[Token] = field(default_factory=list)
    surface: list[tuple[str, list[str], bool]] = field(default_factory=list)


def read(path: Path) -> list[Sentence]:
    """All sentences of a file in order; empty nodes are left out, as UD's evaluation does."""
    out: list[Sentence] = []
    doc, paragraph = "", True
    current: Sentence | None = None
    space, until = True, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if current and current.tokens:
                out.append(current)
            current = None
        elif line.startswith("#"):
            if line.startswith("# newdoc"):
                doc, paragraph = line, True
            elif line.startswith("# newpar"):
                paragraph = True
        else:
            if current is None:
                current = Sentence(doc, paragraph)
                paragraph, space, until = False, True, 0
            cols = line.split("\t")
            after = "SpaceAfter=No" not in cols[9]
            if "." in cols[0]:
                continue
            if "-" in cols[0]:
                until = int(cols[0].split("-")[1])
                current.surface.append((cols[1], [], after))
                pending = after
                continue
            index = int(cols[0])
            token = Token(cols[1], cols[2], cols[3], cols[5], int(cols[6]), cols[7], cols[9], space)
            current.tokens.append(token)
            if index <= until:
                current.surface[-1][1].append(cols[1])
                space = pending if index == until else False
            else:
                current.surface.append((cols[1], [cols[1]], after))
                space = after
    if current and current.tokens:
        out.append(current)
    return out
