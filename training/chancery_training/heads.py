"""What the trainings of the heads of actors share: the loop, files, options, documents in folds, weights on disk."""

import argparse
import hashlib
import json
import random
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

SEED = 20261129


def fit(head: nn.Module, at: torch.Tensor, loss_of, *, epochs: int, batch: int, rate: float, decay: float):
    """Trains a head on the lines `at` by `loss_of(head, some of them)`; the rate falls to nothing."""
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=decay)
    steps, step = epochs * -(-len(at) // batch), 0
    head.train()
    for _ in range(epochs):
        order = at[torch.randperm(len(at))]
        for part in order.split(batch):
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 - step / steps)
            step += 1
            loss = loss_of(head, part)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return head.eval()


def run(counts_of_fresh: tuple[str, str], fresh, data_of, trained, report, show):
    """The whole training. `fresh(one, other)` gives an untrained head, `data_of(rows, counts)` the lines as tensors, `trained(counts,
    data, at)` a head trained on the lines `at`, `report(data, head, at, tally)` counts what it has right, `show(tally)` prints it."""
    args = options(*counts_of_fresh)
    if args.fresh:
        write(fresh(*args.fresh), args.out)
        return
    counts, rows = load(args.train)
    data = data_of(rows, counts)
    tally: dict = {}
    if args.folds:
        of = fold_of(data.asked, args.folds)
        for k in range(args.folds):
            head = trained(counts, data, (of != k).nonzero()[:, 0])
            report(data, head, (of == k).nonzero()[:, 0], tally)
        show(tally)
        return
    head = trained(counts, data, torch.arange(len(data.asked)))
    if args.test:
        test = data_of(load([args.test])[1], counts)
        report(test, head, torch.arange(len(test.asked)), tally)
        show(tally)
    write(head, args.out)


def options(*fresh: str) -> argparse.Namespace:
    """The command line; `fresh` names the two counts that untrained weights want."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("train", type=Path, nargs="*")
    parser.add_argument("--test", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--fresh", type=int, nargs=2, metavar=fresh,
                        help="untrained weights, where the features have other counts of rows")
    torch.set_num_threads(1)
    return parser.parse_args()


def load(paths: list[Path]) -> tuple[dict, list[dict]]:
    """The counts of rows, and the lines of all files."""
    rows, first = [], {}
    for path in paths:
        first, *rest = [json.loads(line) for line in path.read_text().splitlines()]
        rows += rest
    return first, rows


def fold_of(rows: list[dict], folds: int) -> torch.Tensor:
    """The fold of each line: that of its document."""
    documents = sorted({(r["source"], r["document"]) for r in rows})
    random.Random(SEED).shuffle(documents)
    fold = {d: i % folds for i, d in enumerate(documents)}
    return torch.tensor([fold[r["source"], r["document"]] for r in rows])


def write(head: nn.Module, out: Path):
    """The weights, and their hash beside them."""
    save_file({k: v.contiguous() for k, v in head.state_dict().items()}, out)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    out.with_suffix(".sha256").write_text(digest)
    print(f"sha256 {digest}")
