"""Trains the entity head again over the finished encoder: `… train_entities RUN`.

The encoder is frozen, so the vectors of all entity sets are computed once. Two heads come out:
one without UNER's development part, by which that set is scored fairly, and the one that ships,
which has it too. How much it helps on unseen text of that kind is told by cross-validation: three
heads, each scored on the third of UNER that it has not seen.
"""

import argparse
import json
import random
from pathlib import Path

import torch
import torch.nn.functional as F

from . import conllu, entities
from .dataset import IGNORE, Item, Vocabulary, batches, collate, entity_item, ud_item
from .entities import TAGS
from .model import WIDTH, Language, Sizes
from .paths import DATA
from .pieces import Pieces
from .train_language import SEED, _spans, encoder_folder, uner

EPOCHS = 6
UNER_WEIGHT = 4
"""How many times UNER's sentences are shown an epoch: it is the only set of its kind and small."""


def sets(p: Pieces, silver: Path) -> dict[str, list[Item]]:
    """Items of every set with entity tags."""
    nations = entities.Nations(DATA)
    v = Vocabulary([], [], [])
    ewt, gum = (conllu.read(DATA / "ud" / f"en_{n}-train.conllu") for n in ("ewt", "gum"))
    out = {"gum": [ud_item(s, p, v, t) for s, t in zip(gum, entities.gum(gum, nations))]}
    if silver.exists():
        out["silver"] = [ud_item(s, p, v, t) for s, t in zip(ewt, json.loads(silver.read_text()))]
    for name, rows in (("wikigold", entities.wikigold(DATA / "ner" / "wikigold.conll", nations)),
                       ("wnut", entities.wnut(DATA / "ner" / "wnut17-train.conll", nations)),
                       ("re3d", list(entities.re3d(DATA, nations)))):
        out[name] = [entity_item(f, t, p) for f, t in rows if len(f) < 150]
    out["uner"] = [entity_item(f, with_nations(f, t, nations), p) for f, t in uner(DATA / "ner" / "uner_ewt-dev.iob2")]
    return out


def with_nations(forms: list[str], tags: list[str], nations) -> list[str | None]:
    """UNER's tags, its foreign label masked, with nationalities marked as everywhere else."""
    out: list[str | None] = [t if t in TAGS else "O" for t in tags]
    entities.add_nations(forms, out, None, nations)
    return out


@torch.no_grad()
def encode(model: Language, items: list[Item], p: Pieces) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Vectors and tags a sentence."""
    out: list = [None] * len(items)
    for i, item in enumerate(items):
        item.targets["row"] = [i] * len(item.forms)
    for batch in batches(items, 4000, None, 10_000):
        ids, shapes, lengths, pool, _, y = collate(batch, p)
        with torch.autocast("cpu", torch.bfloat16):
            v = model.encode(ids, shapes, lengths, pool)
        for r, item in enumerate(batch):
            n = len(item.forms)
            out[y["row"][r, 0].item()] = (v[r, :n].float(), y["tags"][r, :n].clone())
    return out


class Head(torch.nn.Module):
    """The two layers of the entity head, as `model.py` has them."""

    def __init__(self, model: Language):
        super().__init__()
        self.entity_in, self.entity = torch.nn.Linear(WIDTH, 128), torch.nn.Linear(128, len(TAGS))
        self.entity_in.load_state_dict(model.entity_in.state_dict())
        self.entity.load_state_dict(model.entity.state_dict())

    def forward(self, v):
        return self.entity(F.dropout(F.gelu(self.entity_in(F.dropout(v, 0.15, self.training))), 0.2, self.training))


def train(model: Language, data: list, rng: random.Random) -> Head:
    """A head trained over sentences' vectors."""
    torch.manual_seed(SEED)
    head = Head(model)
    opt = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.01)
    order = list(range(len(data)))
    steps, step = EPOCHS * (len(order) // 64), 0
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for at in range(0, len(order) - 63, 64):
            rows = [data[i] for i in order[at : at + 64]]
            v, y = torch.cat([r[0] for r in rows]), torch.cat([r[1] for r in rows])
            for g in opt.param_groups:
                g["lr"] = 1e-3 * max(0.0, 1 - step / steps)
            loss = F.cross_entropy(head(v), y, ignore_index=IGNORE)
            opt.zero_grad()
            loss.backward()
            opt.step()
            step += 1
    return head.eval()


def viterbi(scores: torch.Tensor) -> list[str]:
    """The best tags in which no I- stands without its B-, as `names.rs` decodes."""
    legal = torch.tensor([[0.0 if not t.startswith("I-") or b[2:] == t[2:] and b != "O" else -1e9 for b in TAGS]
                          for t in TAGS])
    value = scores[0] + torch.tensor([-1e9 if t.startswith("I-") else 0.0 for t in TAGS])
    back = []
    for row in scores[1:]:
        best, index = (legal + value[None]).max(1)
        value = best + row
        back.append(index)
    at = int(value.argmax())
    out = [at]
    for index in reversed(back):
        at = int(index[at])
        out.append(at)
    return [TAGS[i] for i in reversed(out)]


@torch.no_grad()
def f1(head: Head, data: list) -> tuple[int, int, int]:
    """Right, spurious and missed spans over PER, ORG, LOC."""
    tp = fp = fn = 0
    for v, y in data:
        got, want = _spans(viterbi(head(v))), _spans([TAGS[max(0, i)] for i in y.tolist()])
        tp, fp, fn = tp + len(got & want), fp + len(got - want), fn + len(want - got)
    return tp, fp, fn


def show(name: str, counts: tuple[int, int, int]) -> float:
    """Prints and gives the F1."""
    tp, fp, fn = counts
    value = 2 * tp / max(1, 2 * tp + fp + fn)
    print(f"{name}: F1 {value:.4f} (precision {tp / max(1, tp + fp):.4f}, recall {tp / max(1, tp + fn):.4f})", flush=True)
    return value


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("run", type=Path)
    args = a.parse_args()
    torch.set_num_threads(1)
    n = json.loads((args.run / "labels.json").read_text())
    p = Pieces(encoder_folder() / "vocab.txt")
    model = Language(len(p.ids), Sizes(*(len(n[k]) for k in ("upos", "feats", "lemmas", "rels", "tags"))))
    model.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=False)["average"])
    model.eval()
    data = {k: encode(model, v, p) for k, v in sets(p, args.run / "silver.json").items()}
    others = [x for k, v in data.items() if k != "uner" for x in v]
    uner_data = data["uner"]
    scores = {"before": show("before", f1(Head(model).eval(), uner_data))}
    scores["without UNER"] = show("without UNER", f1(train(model, others, random.Random(SEED)), uner_data))
    folds, total = 3, [0, 0, 0]
    shuffled = list(range(len(uner_data)))
    random.Random(SEED).shuffle(shuffled)
    for k in range(folds):
        held = set(shuffled[k::folds])
        seen = [x for i, x in enumerate(uner_data) if i not in held] * UNER_WEIGHT
        counts = f1(train(model, others + seen, random.Random(SEED)), [uner_data[i] for i in sorted(held)])
        total = [x + y for x, y in zip(total, counts)]
    scores["three-fold"] = show("three-fold cross-validation", tuple(total))
    head = train(model, others + uner_data * UNER_WEIGHT, random.Random(SEED))
    torch.save(head.state_dict(), args.run / "entity_head.pt")
    (args.run / "entity_scores.json").write_text(json.dumps({k: round(x, 4) for k, x in scores.items()}))


if __name__ == "__main__":
    main()
