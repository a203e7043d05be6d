"""Trains the head that tells whose an actor is: `python -m chancery_training.train_whose OUT TRAIN.jsonl [--test TEST.jsonl]
[--folds 5]`.

`cargo run --release -p chancery --example whose_training` writes the files: annotated actors whose state no word beside them says,
each with the rows of the tables that features select, the encoder's vector of his head word, and the states and kinds of bodies
that the dispatch speaks of. The head ranks these and "none of them". Several small networks are trained from other beginnings and
laid side by side as one, which gives the mean of their scores; `stages/3-actors/src/whose/scorer.rs` computes the same. With
`--folds`, every document is answered by networks that have not seen it, and nothing is written.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .heads import SEED, fit, run

NETWORKS, HIDDEN, VECTOR = 6, 24, 384
EPOCHS, BATCH, RATE, DECAY = 8, 8, 1.5e-3, 1e-3
DROP, DROP_VECTOR = 0.3, 0.8
PERSONS, NAMED = range(5), (*range(8), 14)
"""The actors' first rows are their classes: those of persons, and of persons and bodies."""
SURE, SURE_OF_NAMED, KEPT = 0.5, 0.6, 0.15
"""As `stages/3-actors/src/whose/mod.rs` has it."""


class Questions:
    """Questions as tensors, padded to the most candidates."""

    def __init__(self, rows: list[dict]):
        self.asked = [r for r in rows if r["candidates"]]
        most = max(len(r["candidates"]) for r in self.asked)
        width = len(self.asked[0]["candidates"][0][1])
        n = len(self.asked)
        self.one = torch.tensor([r["rows"] for r in self.asked])
        self.vector = torch.tensor([r["vector"] for r in self.asked])
        self.two = torch.zeros(n, most, width, dtype=torch.long)
        self.open = torch.zeros(n, most, dtype=torch.bool)
        self.right = torch.zeros(n, dtype=torch.long)
        for i, r in enumerate(self.asked):
            for j, (code, two) in enumerate(r["candidates"]):
                self.two[i, j] = torch.tensor(two)
                self.open[i, j] = True
                if code == r["wanted"]:
                    self.right[i] = 1 + j

    def part(self, at: torch.Tensor):
        return self.one[at], self.two[at], self.open[at], self.vector[at]


class Head(nn.Module):
    """Scores of "none of them" and of each candidate."""

    def __init__(self, one: int, two: int, hidden: int = HIDDEN):
        super().__init__()
        self.one, self.two = nn.Embedding(one, hidden), nn.Embedding(two, hidden)
        self.vector = nn.Linear(VECTOR, hidden, bias=False)
        self.score = nn.Linear(hidden, 1, bias=False)
        self.one_alone, self.two_alone = nn.Embedding(one, 1), nn.Embedding(two, 1)
        self.vector_alone = nn.Linear(VECTOR, 1, bias=False)
        for table in (self.one, self.two):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.normal_(self.vector.weight, std=0.01)
        for flat in (self.one_alone, self.two_alone, self.vector_alone):
            nn.init.zeros_(flat.weight)

    def forward(self, one, two, is_open, vector):
        vector = F.dropout(vector, DROP_VECTOR, self.training)
        h = F.relu(self.two(two).sum(2) + (self.one(one).sum(1) + self.vector(vector))[:, None])
        scores = self.score(F.dropout(h, DROP, self.training))[..., 0] + self.two_alone(two).sum(2)[..., 0]
        none = self.one_alone(one).sum(1) + self.vector_alone(vector)
        return torch.cat([none, scores.masked_fill(~is_open, -1e9)], 1)


def train(counts: dict, q: Questions, at: torch.Tensor, seed: int) -> Head:
    torch.manual_seed(seed)
    head = Head(counts["one"], counts["two"])
    loss = lambda head, part: F.cross_entropy(head(*q.part(part)), q.right[part])  # noqa: E731
    return fit(head, at, loss, epochs=EPOCHS, batch=BATCH, rate=RATE, decay=DECAY)


def beside(heads: list[Head]) -> Head:
    """One network that gives the mean of several networks' scores."""
    n = len(heads)
    out = Head(heads[0].one.num_embeddings, heads[0].two.num_embeddings, n * HIDDEN)
    whole = {}
    for name in ("one", "two"):
        whole[f"{name}.weight"] = torch.cat([getattr(h, name).weight for h in heads], 1)
    whole["vector.weight"] = torch.cat([h.vector.weight for h in heads])
    whole["score.weight"] = torch.cat([h.score.weight for h in heads], 1) / n
    for name in ("one_alone", "two_alone", "vector_alone"):
        whole[f"{name}.weight"] = sum(getattr(h, name).weight for h in heads) / n
    out.load_state_dict(whole)
    return out.eval()


def answer(row: dict, shares: list[float]):
    """What the program answers: the best one if it is sure, else what the rules told if that is not unlikely."""
    codes = [None] + [code for code, _ in row["candidates"]]
    best = max(range(len(codes)), key=lambda k: shares[k])
    if shares[best] >= (SURE_OF_NAMED if row["rows"][0] in NAMED else SURE):
        return codes[best]
    told = row["told"]
    return told if told in codes[1:] and shares[codes.index(told)] >= KEPT else None


def report(q: Questions, head: Head, at: torch.Tensor, tally: dict):
    with torch.no_grad():
        shares = torch.softmax(head(*q.part(at)), 1).tolist()
    for i, s in zip(at.tolist(), shares):
        row = q.asked[i]
        got = answer(row, s)
        kind = "persons" if row["rows"][0] in PERSONS else "others"
        for key in (row["source"], kind):
            t = tally.setdefault(key, [0] * 6)
            for k, x in enumerate([True, row["told"] == row["wanted"], row["told"] is not None, got == row["wanted"],
                                   got is not None, got is not None and got == row["wanted"]]):
                t[k] += x


def show(tally: dict):
    print("of the questions right: rules, head; of those answered right: head")
    for key, (n, told, _, right, given, good) in sorted(tally.items()):
        print(f"{key:28} {n:5} {told / n:.3f} {right / n:.3f} {good / max(given, 1):.3f}")


def main():
    run(
        ("ONE", "TWO"),
        lambda one, two: beside([Head(one, two)] * NETWORKS),
        lambda rows, _: Questions(rows),
        lambda counts, q, at: beside([train(counts, q, at, SEED + n) for n in range(NETWORKS)]),
        report,
        show,
    )


if __name__ == "__main__":
    main()
