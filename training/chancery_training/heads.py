"""What the trainings of the heads of actors share: their files, their options, documents in folds, weights on disk."""

import argparse
import hashlib
import json
import random
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

SEED = 20261129


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
