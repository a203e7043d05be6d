"""Entity labels a token from the data sets that have them, in one scheme.

PER, ORG, LOC (places and geopolitical entities), NORP (nationalities, peoples), EVENT and MISC
(other names). `None` masks a token: its data set does not say what ours would.
"""

import csv
import json
import re
from pathlib import Path

from .conllu import Sentence

TYPES = ("EVENT", "LOC", "MISC", "NORP", "ORG", "PER")
TAGS = ("O",) + tuple(f"{b}-{t}" for t in TYPES for b in "BI")

_GUM = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "EVENT"}
_WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG",
         "creative-work": "MISC", "product": "MISC"}
_RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}
_TITLES = set("minister secretary president general prime foreign mr mrs ms dr sir lord ambassador "
              "king queen sheikh colonel captain major lt maj gen col senator representative".split())
_JOIN = {"of", "and", "for", "the", "de", "del", "al", "bin", "-", "'", "’", "'s", "’s", ".", "&", "–"}


class Nations:
    """Adjectives and nouns of nationality, from the Factbook's table (public domain)."""

    def __init__(self, data: Path):
        self.words: set[str] = set("Kurdish Kurd Kurds Arab Arabs Arabic Palestinian Palestinians European "
                                   "Europeans African Africans Asian Muslim Muslims Christian Christians Jewish "
                                   "Jews Sunni Sunnis Shiite Shiites Shia Yazidi Yazidis Western Soviet Democrats "
                                   "Republicans Democrat Bedouin Houthi Houthis Uyghur Uyghurs Rohingya Catholic "
                                   "Catholics Protestant Protestants Buddhist Hindu Hindus Islamic Latino".split())
        self.countries: set[str] = {"UK", "US", "USA", "U.S.", "U.K.", "Russia", "Britain", "America"}
        with (data / "reference" / "factbook_demonyms.tsv").open(encoding="utf-8") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                self.countries.add(row["country"])
                for column in ("noun", "adjective"):
                    for word in (row[column] or "").split("|"):
                        if word and word[0].isupper() and " " not in word:
                            self.words.update({word, word + "s"} if column == "noun" else {word})


def bio(n: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """Tags from half-open token spans; the longest of overlapping spans wins."""
    tags = ["O"] * n
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(t == "O" for t in tags[start:end]):
            tags[start] = f"B-{kind}"
            for i in range(start + 1, end):
                tags[i] = f"I-{kind}"
    return tags


def add_nations(forms: list[str], tags: list[str | None], upos: list[str] | None, nations: Nations) -> None:
    """Marks nationalities, which every set but re3d leaves out or calls MISC."""
    for i, form in enumerate(forms):
        alone = tags[i] != "B-LOC" and not (tags[i] or "").startswith("I-") and (i + 1 == len(tags) or not (tags[i + 1] or "").startswith("I-"))
        if alone and form in nations.words and (upos is None or upos[i] in ("ADJ", "PROPN", "NOUN")):
            tags[i] = "B-NORP"


def gum(sentences: list[Sentence], nations: Nations) -> list[list[str]]:
    """GUM's entity layer, narrowed to names: the maximal run of proper nouns around the head."""
    out = []
    for s in sentences:
        spans, n = [], len(s.tokens)
        stack: list[tuple[str, str, int]] = []
        for i, t in enumerate(s.tokens):
            m = re.search(r"(?:^|\|)Entity=([^|]*)", t.misc)
            for piece in re.findall(r"\([^()]*\)?|[^()]+\)", m.group(1)) if m else []:
                if piece.startswith("("):
                    body = piece.strip("()").split("-")
                    kind = body[1] if len(body) > 1 else ""
                    if piece.endswith(")"):
                        spans.append((i, i + 1, kind))
                    else:
                        stack.append((body[0], kind, i))
                else:
                    key = piece.rstrip(")").split("-")[0]
                    for k in range(len(stack) - 1, -1, -1):
                        if stack[k][0] == key:
                            _, kind, start = stack.pop(k)
                            spans.append((start, i + 1, kind))
                            break
        names = [x for x in (_name(s, a, b, k) for a, b, k in spans) if x]
        tags = bio(n, names)
        add_nations([t.form for t in s.tokens], tags, [t.upos for t in s.tokens], nations)
        out.append(tags)
    return out


def _name(s: Sentence, start: int, end: int, kind: str):
    heads = [i for i in range(start, end) if not start < s.tokens[i].head <= end]
    if not heads or s.tokens[heads[0]].upos != "PROPN":
        return None
    h = heads[0]

    def proper(i: int) -> bool:
        """A proper noun, or a capitalised part of a name ("United", "Foreign"), but no title."""
        t = s.tokens[i]
        part = t.form[:1].isupper() and t.upos in ("ADJ", "NOUN", "VERB", "NUM") and (i > 0 or t.deprel == "compound")
        return (t.upos == "PROPN" or part) and t.deprel not in ("nmod:desc", "nmod:poss", "root")

    a = h
    while a > start:
        if proper(a - 1):
            a -= 1
        elif a - 2 >= start and s.tokens[a - 1].form in ("-", ".", "'", "&", "'s", "’s") and proper(a - 2):
            a -= 2
        else:
            break
    b = h + 1
    while b < end:
        if proper(b):
            b += 1
        elif b + 1 < end and s.tokens[b].form in _JOIN and proper(b + 1) and s.tokens[b].form != "and":
            b += 2
        elif b + 2 < end and s.tokens[b].form == "of" and s.tokens[b + 1].form == "the" and proper(b + 2):
            b += 3
        else:
            break
    return None if kind == "time" else (a, b, _GUM.get(kind, "MISC"))


def read_columns(path: Path) -> list[tuple[list[str], list[str]]]:
    """Sentences of a two-column file (token, tag), separated by blank lines."""
    out, forms, tags = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        cols = line.split()
        if len(cols) < 2:
            if forms:
                out.append((forms, tags))
            forms, tags = [], []
        else:
            forms.append(cols[0])
            tags.append(cols[-1])
    return out


def wikigold(path: Path, nations: Nations) -> list[tuple[list[str], list[str | None]]]:
    """wikigold, from IO to BIO; its MISC becomes NORP where it is a nationality."""
    out = []
    for forms, tags in read_columns(path):
        new, last = [], "O"
        for t in tags:
            new.append("O" if t == "O" else ("I-" if t == last else "B-") + t[2:])
            last = t
        add_nations(forms, new, None, nations)
        out.append((forms, new))
    return out


def wnut(path: Path, nations: Nations) -> list[tuple[list[str], list[str | None]]]:
    """WNUT17's training part with its six types folded to ours."""
    out = []
    for forms, tags in read_columns(path):
        new = [t if t == "O" else t[:2] + _WNUT[t[2:]] for t in tags]
        add_nations(forms, new, None, nations)
        out.append((forms, new))
    return out


_WORD = re.compile(r"(?:[A-Z]\.){2,}|[’']s\b|\w+(?=[’']s\b)|\w+(?:[’']\w+)?|\S")


def re3d(data: Path, nations: Nations) -> list[tuple[list[str], list[str | None]]]:
    """re3d's names: descriptions and pronouns among its mentions are masked, not trained on."""
    out = []
    for folder in sorted((data / "re3d").iterdir()):
        if not (folder / "documents.json").exists():
            continue
        spans: dict[str, list] = {}
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                e = json.loads(line)
                spans.setdefault(e["documentId"], []).append((e["begin"], e["end"], _RE3D.get(e["type"]), e["value"]))
        for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                d = json.loads(line)
                out.extend(_re3d_document(d["text"], spans.get(d["_id"], []), nations))
    return out


def _re3d_document(text: str, spans: list, nations: Nations):
    for sentence in re.finditer(r"[^\n]+?(?:[.!?][”\"’)]?(?=\s+[A-Z“\"]|\n|$)|(?=\n)|$)", text):
        words = [(m.group(), m.start() + sentence.start(), m.end() + sentence.start()) for m in _WORD.finditer(sentence.group())]
        if len(words) < 3:
            continue
        forms = [w for w, _, _ in words]
        tags: list[str | None] = ["O"] * len(words)
        for begin, end, kind, _ in sorted(spans, key=lambda s: s[0] - s[1]):
            if kind is None:
                continue
            inside = [i for i, (_, a, b) in enumerate(words) if a < end and b > begin]
            while inside and (not forms[inside[0]][0].isupper() or forms[inside[0]].lower() in _TITLES
                              or forms[inside[0]] in ("The", "A", "An", "This", "Our", "His")):
                tags[inside[0]] = None if forms[inside[0]].lower() in _TITLES else tags[inside[0]]
                inside.pop(0)
            if not inside:
                continue
            name = all(forms[i][0].isupper() or forms[i] in _JOIN for i in inside) and forms[inside[0]] not in ("I", "We", "They", "He", "It", "She", "You")
            if not name or any(tags[i] != "O" for i in inside):
                for i in inside:
                    if tags[i] == "O":
                        tags[i] = None if not name and forms[i][0].isupper() else tags[i]
                continue
            if len(inside) == 1 and forms[inside[0]] in nations.countries:
                kind = "LOC"
            for k, i in enumerate(inside):
                tags[i] = ("B-" if k == 0 else "I-") + kind
        add_nations(forms, tags, None, nations)
        yield forms, tags
