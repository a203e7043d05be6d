"""Trains the coreference head: `python -m chancery_training.train_coref TRAIN.bin DEV.bin OUT`.

`cargo run --release -p chancery-actors --example coref_training` writes the two files from GUM's
treebanks: candidates with the encoder's vectors and the rows of the tables that features select. The
encoder is not touched. The head ranks a candidate's earlier ones and "none" (marginal likelihood over
all right antecedents, as Lee et al. 2017); `stages/3-actors/src/coref/scorer.rs` computes the same.
"""

import argparse
import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

SEED = 20261124
VECTOR, HIDDEN, PAIR = 768, 160, 64
EPOCHS = 24
DROP = 0.45
LESS_NONE = 1.0
"""How much "none" is made less likely at last: a head that is right about every candidate alone finds too
few groups for the F1 over groups (on GUM dev 0.4 to 1.5 are alike, 0 costs two points)."""
AVERAGING = 0.005


@dataclass
class Text:
    """One document: groups, rows and vectors of candidates; pairs (later, earlier) with their rows."""

    groups: torch.Tensor
    rows: torch.Tensor
    vectors: torch.Tensor
    pairs: torch.Tensor
    pair_rows: torch.Tensor


def read(path: Path) -> tuple[tuple[int, int, int, int], list[Text]]:
    """The file's sizes and its documents."""
    data, at = path.read_bytes(), 0

    def take(kind: str, n: int):
        nonlocal at
        out = np.frombuffer(data, kind, n, at)
        at += out.nbytes
        return out

    sizes = tuple(int(x) for x in take("<u4", 4))
    one, two = sizes[:2]
    texts = []
    while at < len(data):
        groups, rows, vectors, pairs, pair_rows = [], [], [], [], []
        for k in range(int(take("<u4", 1)[0])):
            groups.append(int(take("<i4", 1)[0]))
            rows.append(take("<u2", one))
            vectors.append(take("<f4", VECTOR))
            n = int(take("<u4", 1)[0])
            earlier = take("<u2", n * (two + 1)).reshape(n, two + 1).astype(np.int64)
            pairs.append(np.stack([np.full(n, k), earlier[:, 0]], 1))
            pair_rows.append(earlier[:, 1:])
        texts.append(Text(torch.tensor(groups), torch.tensor(np.stack(rows).astype(np.int64)),
                          torch.tensor(np.stack(vectors)), torch.tensor(np.concatenate(pairs)),
                          torch.tensor(np.concatenate(pair_rows))))
    return sizes, texts


class Head(nn.Module):
    """Scores of pairs and of "none"."""

    def __init__(self, one_rows: int, two_rows: int):
        super().__init__()
        self.vector = nn.Linear(VECTOR, HIDDEN)
        self.one = nn.Embedding(one_rows, HIDDEN)
        self.two = nn.Embedding(two_rows, PAIR)
        self.later, self.earlier = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR, bias=False)
        self.query, self.key = nn.Linear(HIDDEN, PAIR, bias=False), nn.Linear(HIDDEN, PAIR, bias=False)
        self.score = nn.Linear(PAIR, 1)
        self.none = nn.Linear(HIDDEN, 1)
        nn.init.normal_(self.one.weight, std=0.05)
        nn.init.normal_(self.two.weight, std=0.05)

    def forward(self, t: Text, drop: float):
        """Scores a pair, and of "none" a candidate."""
        x = F.dropout(t.vectors, drop, self.training)
        h = F.gelu(self.vector(x) + self.one(t.rows).sum(1))
        h = F.dropout(h, drop, self.training)
        k, i = t.pairs[:, 0], t.pairs[:, 1]
        z = F.relu(self.later(h)[k] + self.earlier(h)[i] + self.two(t.pair_rows).sum(1))
        z = F.dropout(z, 0.2, self.training)
        dot = (self.query(h)[k] * self.key(h)[i]).sum(-1) / PAIR**0.5
        return self.score(z)[:, 0] + dot, self.none(h)[:, 0]


def loss_of(t: Text, scores, none):
    """Minus the mean logarithm of the share that right antecedents have, "none" being right without one."""
    n = len(t.groups)
    k, i = t.pairs[:, 0], t.pairs[:, 1]
    right = (t.groups[k] == t.groups[i]) & (t.groups[k] >= 0)
    has = torch.zeros(n, dtype=torch.bool).index_fill_(0, k[right], True)
    top = torch.full((n,), -1e9).scatter_reduce(0, k, scores.detach(), "amax").maximum(none.detach())
    weights = torch.exp(scores - top[k])
    alone = torch.exp(none - top)
    whole = alone + torch.zeros(n).index_add(0, k, weights)
    good = torch.where(has, torch.zeros(n), alone) + torch.zeros(n).index_add(0, k, weights * right)
    return -(good.clamp(min=1e-20).log() - whole.log()).mean()


def link(t: Text, scores, none) -> list[int]:
    """Each candidate's group: its best antecedent's, or a new one."""
    best = {}
    for (k, i), s in zip(t.pairs.tolist(), scores.tolist()):
        if s > best.get(k, (none[k].item(), -1))[0]:
            best[k] = (s, i)
    out = []
    for k in range(len(t.groups)):
        i = best.get(k, (0, -1))[1]
        out.append(out[i] if i >= 0 else k)
    return out


def counts(t: Text, system: list[int]):
    """MUC and B3 over candidates alone (mentions that are no candidate are not counted): for choosing
    an epoch. `chancery eval coref` gives the true figures."""
    gold = [g if g >= 0 else None for g in t.groups.tolist()]
    sizes: dict = {}
    for s in system:
        sizes[s] = sizes.get(s, 0) + 1
    system = [s if sizes[s] > 1 else None for s in system]

    def half(a, b):
        groups: dict = {}
        for k, g in enumerate(a):
            if g is not None:
                groups.setdefault(g, []).append(k)
        muc, of, b3, n = 0, 0, 0.0, 0
        for members in groups.values():
            parts = [b[k] for k in members]
            alone = sum(p is None for p in parts)
            muc += len(members) - len({p for p in parts if p is not None}) - alone
            of += len(members) - 1
            for p in parts:
                b3 += sum(q == p for q in parts) / len(members) if p is not None else 0
            n += len(members)
        return np.array([muc, of, b3, n], float)

    return half(gold, system), half(system, gold)


@torch.no_grad()
def evaluate(head: Head, texts: list[Text]) -> tuple[float, float]:
    """MUC F1 and B3 F1."""
    head.eval()
    recall, precision = np.zeros(4), np.zeros(4)
    for t in texts:
        r, p = counts(t, link(t, *head(t, 0.0)))
        recall, precision = recall + r, precision + p
    head.train()
    f1 = lambda r, p: 2 * r * p / max(1e-9, r + p)
    return (f1(recall[0] / recall[1], precision[0] / max(1, precision[1])),
            f1(recall[2] / recall[3], precision[2] / max(1, precision[3])))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("train", type=Path)
    a.add_argument("dev", type=Path)
    a.add_argument("out", type=Path)
    args = a.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    sizes, train = read(args.train)
    _, dev = read(args.dev)
    head = Head(*sizes[2:])
    opt = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.02)
    average = {k: v.clone() for k, v in head.state_dict().items()}
    shadow = Head(*sizes[2:])
    steps, step = EPOCHS * len(train), 0
    for epoch in range(EPOCHS):
        rng.shuffle(train)
        running = 0.0
        for t in train:
            for g in opt.param_groups:
                g["lr"] = 1e-3 * min(1.0, step / 100) * (1 - step / steps)
            loss = loss_of(t, *head(t, DROP))
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            opt.step()
            step += 1
            with torch.no_grad():
                for k, v in head.state_dict().items():
                    average[k].lerp_(v, AVERAGING)
            running += loss.item()
        shadow.load_state_dict(average)
        muc, b3 = evaluate(shadow, dev)
        print(f"epoch {epoch + 1} loss {running / len(train):.4f} muc {muc:.4f} b3 {b3:.4f} mean {(muc + b3) / 2:.4f}", flush=True)
    average["none.bias"] -= LESS_NONE
    shadow.load_state_dict(average)
    muc, b3 = evaluate(shadow, dev)
    print(f"with less none: muc {muc:.4f} b3 {b3:.4f}")
    save_file({k: v.contiguous() for k, v in average.items()}, args.out)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    args.out.with_suffix(".sha256").write_text(digest)
    print(f"sha256 {digest}")


if __name__ == "__main__":
    main()
