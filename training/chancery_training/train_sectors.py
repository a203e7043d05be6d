"""Trains the head that tells of which sector an actor is: `python -m chancery_training.train_sectors OUT TRAIN.jsonl
[--test TEST.jsonl] [--folds 5]`.

`cargo run --release -p chancery --example actor_training -- sectors` writes the files: annotated actors with the sector that the
rules tell, what else is seen of them, and the encoder's vectors. The head begins with the rules' word and learns where to depart
from it. Small networks from other beginnings are laid side by side as one; `stages/3-actors/src/sectors/scorer.rs` computes the
same. With `--folds`, every document is answered by networks that have not seen it, and nothing is written.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .heads import SEED, fit, run

NETWORKS, HIDDEN, VECTOR = 3, 64, 768
EPOCHS, BATCH, RATE, DECAY = 16, 16, 1e-3, 0.05
DROP, DROP_VECTOR = 0.3, 0.5
KINDS, TRUST = 3, 3.0
"""Kinds of actors; how far the rules are trusted at first: what their sector's score begins with."""


class Actors:
    """Annotated actors as tensors; of several sectors each is as right."""

    def __init__(self, rows: list[dict], names: list[str]):
        self.asked, self.names = rows, names
        self.rows = torch.tensor([r["rows"] for r in rows])
        self.vector = torch.tensor([r["vector"] for r in rows])
        self.right = torch.zeros(len(rows), len(names) + 1)
        for i, r in enumerate(rows):
            wanted = [s for s in r["wanted"] if s in names]
            for s in wanted:
                self.right[i, 1 + names.index(s)] = 1 / len(wanted)
            if not wanted:
                self.right[i, 0] = 1


class Head(nn.Module):
    """Scores of "no sector" and of each."""

    def __init__(self, rows: int, sectors: int, hidden: int = HIDDEN):
        super().__init__()
        self.rows = nn.Embedding(rows, hidden)
        self.vector = nn.Linear(VECTOR, hidden)
        self.score = nn.Linear(hidden, sectors + 1)
        self.alone = nn.Embedding(rows, sectors + 1)
        nn.init.normal_(self.rows.weight, std=0.1)
        nn.init.zeros_(self.alone.weight)
        with torch.no_grad():
            # The first rows are a kind with what the rules tell.
            for k in range(KINDS * (sectors + 1)):
                self.alone.weight[k, k % (sectors + 1)] = TRUST

    def forward(self, rows, vector):
        h = F.relu(self.rows(rows).sum(1) + self.vector(F.dropout(vector, DROP_VECTOR, self.training)))
        return self.score(F.dropout(h, DROP, self.training)) + self.alone(rows).sum(1)


def train(counts: dict, a: Actors, at: torch.Tensor, seed: int) -> Head:
    torch.manual_seed(seed)
    head = Head(counts["rows"], len(a.names))
    loss = lambda head, part: F.cross_entropy(head(a.rows[part], a.vector[part]), a.right[part])  # noqa: E731
    return fit(head, at, loss, epochs=EPOCHS, batch=BATCH, rate=RATE, decay=DECAY)


def beside(heads: list[Head]) -> Head:
    """One network that gives the mean of several networks' scores."""
    n = len(heads)
    out = Head(heads[0].rows.num_embeddings, heads[0].score.out_features - 1, n * HIDDEN)
    out.load_state_dict({
        "rows.weight": torch.cat([h.rows.weight for h in heads], 1),
        "vector.weight": torch.cat([h.vector.weight for h in heads]),
        "vector.bias": torch.cat([h.vector.bias for h in heads]),
        "score.weight": torch.cat([h.score.weight for h in heads], 1) / n,
        "score.bias": sum(h.score.bias for h in heads) / n,
        "alone.weight": sum(h.alone.weight for h in heads) / n,
    })
    return out.eval()


def report(a: Actors, head: Head, at: torch.Tensor, tally: dict):
    with torch.no_grad():
        best = head(a.rows[at], a.vector[at]).argmax(1).tolist()
    for i, k in zip(at.tolist(), best):
        r = a.asked[i]
        right = lambda s: s in r["wanted"] if s else not r["wanted"]  # noqa: E731
        t = tally.setdefault(r["source"], [0] * 3)
        for j, x in enumerate([True, right(r["told"]), right(a.names[k - 1] if k else None)]):
            t[j] += x


def show(tally: dict):
    print("sector right: rules, head")
    for key, (n, told, right) in sorted(tally.items()):
        print(f"{key:28} {n:5} {told / n:.3f} {right / n:.3f}")


def main():
    run(
        ("ROWS", "SECTORS"),
        lambda rows, sectors: beside([Head(rows, sectors)] * NETWORKS),
        lambda rows, counts: Actors(rows, counts["sectors"]),
        lambda counts, a, at: beside([train(counts, a, at, SEED + n) for n in range(NETWORKS)]),
        report,
        show,
    )


if __name__ == "__main__":
    main()
