"""Sentences as tensors: encoded once, batched by length, shuffled by a seed."""

import random
from dataclasses import dataclass

import torch

from . import labels
from .conllu import Sentence
from .entities import TAGS
from .pieces import SHAPES, Pieces, shape

UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X").split()
IGNORE = -100


@dataclass
class Vocabulary:
    """Label lists, sorted; the order is the index."""

    feats: list[str]
    lemmas: list[str]
    rels: list[str]

    @staticmethod
    def of(sentences: list[Sentence], least: int = 3) -> "Vocabulary":
        """Labels seen at least `least` times; relations are kept whole."""
        from collections import Counter

        f, s, r = Counter(), Counter(), Counter()
        for t in (t for x in sentences for t in x.tokens):
            f[labels.feats(t.feats)] += 1
            e = labels.script(t.form, t.lemma)
            if e:
                s[e] += 1
            r[t.deprel] += 1
        keep = lambda c: sorted(k for k, n in c.items() if n >= least)
        return Vocabulary(keep(f), keep(s), sorted(r))


@dataclass
class Item:
    """One sentence: pieces and shapes a word, and targets (IGNORE where unknown)."""

    pieces: list[tuple[int, ...]]
    forms: list[str]
    spaces: list[bool]
    targets: dict[str, list[int]]

    @property
    def size(self) -> int:
        return sum(len(p) for p in self.pieces)


def ud_item(s: Sentence, p: Pieces, v: Vocabulary, tags: list[str] | None) -> Item:
    """An item with all syntactic targets, and entity tags where the set has them."""
    at = lambda table, key: table.index(key) if key in table else IGNORE
    feats = {k: i for i, k in enumerate(v.feats)}
    lemma = {k: i for i, k in enumerate(v.lemmas)}
    targets = {
        "upos": [at(UPOS, t.upos) for t in s.tokens],
        "feats": [feats.get(labels.feats(t.feats), IGNORE) for t in s.tokens],
        "lemma": [lemma.get(labels.script(t.form, t.lemma), IGNORE) for t in s.tokens],
        "heads": [t.head for t in s.tokens],
        "rels": [at(v.rels, t.deprel) for t in s.tokens],
        "tags": [at(TAGS, t) for t in tags] if tags else [IGNORE] * len(s.tokens),
    }
    forms = [t.form for t in s.tokens]
    return Item([p.of(f) for f in forms], forms, [t.space_before for t in s.tokens], targets)


def entity_item(forms: list[str], tags: list[str | None], p: Pieces) -> Item:
    """An item with entity targets alone."""
    none = [IGNORE] * len(forms)
    t = {k: none for k in ("upos", "feats", "lemma", "heads", "rels")}
    t["tags"] = [IGNORE if x is None else TAGS.index(x) for x in tags]
    spaces = [not (len(f) == 1 and f in ".,;:!?)%'") for f in forms]
    return Item([p.of(f) for f in forms], forms, spaces, t)


def batches(items: list[Item], budget: int, rng: random.Random | None, cap: int = 260):
    """Lists of items of like length, at most `budget` pieces each with padding."""
    keyed = [(i.size + (rng.random() * 6 if rng else 0), k) for k, i in enumerate(items) if i.size <= cap]
    out, batch, longest = [], [], 0
    for _, k in sorted(keyed):
        n = items[k].size
        if batch and max(longest, n) * (len(batch) + 1) > budget:
            out.append(batch)
            batch, longest = [], 0
        batch.append(items[k])
        longest = max(longest, n)
    if batch:
        out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def _shapes(item: Item, rng: random.Random | None) -> list[int]:
    """Case shapes; in training a few sentences are shown in capitals or lower case, as headlines
    and careless mail have them (the encoder is uncased, so only the shape changes)."""
    roll = rng.random() if rng else 1.0
    change = str.upper if roll < 0.02 else str.lower if roll < 0.03 else str
    return [shape(change(f), s) for f, s in zip(item.forms, item.spaces)]


def collate(batch: list[Item], p: Pieces, rng: random.Random | None = None, mask_rate: float = 0.0):
    """Tensors of a batch: ids, shapes, lengths, pool, word mask, targets."""
    b, t, w = len(batch), max(i.size for i in batch), max(len(i.forms) for i in batch)
    ids, shapes = torch.zeros(b, t, dtype=torch.long), torch.full((b, t), SHAPES)
    pool, words = torch.zeros(b, w, t), torch.zeros(b, w, dtype=torch.bool)
    targets = {k: torch.full((b, w), IGNORE) for k in batch[0].targets}
    for r, item in enumerate(batch):
        at = 0
        for k, (pieces, s) in enumerate(zip(item.pieces, _shapes(item, rng))):
            n = len(pieces)
            hide = rng is not None and rng.random() < mask_rate
            ids[r, at : at + n] = torch.tensor([p.unk] * n if hide else pieces)
            shapes[r, at : at + n] = s
            pool[r, k, at : at + n] = 1 / n
            at += n
        words[r, : len(item.forms)] = True
        for key, values in item.targets.items():
            targets[key][r, : len(values)] = torch.tensor(values)
    lengths = torch.tensor([i.size for i in batch])
    return ids, shapes, lengths, pool, words, targets
