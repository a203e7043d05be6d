"""Averages the weights of checkpoints of one run: `… average OUT_RUN FIRST.pt SECOND.pt …`.

Points of the same descent, averaged, parse a little better than any of them (Izmailov et al. 2018).
The labels, names and scores that lie beside the last checkpoint go along.
"""

import shutil
import sys
from pathlib import Path

import torch

if __name__ == "__main__":
    out, *paths = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(p, weights_only=False) for p in paths]
    mean = {k: sum(s["average"][k] for s in states) / len(states) for k in states[0]["average"]}
    torch.save({"average": mean, "epoch": states[-1]["epoch"]}, out / "checkpoint.pt")
    for name in ("labels.json", "silver.json", "scores.jsonl"):
        shutil.copy(paths[-1].parent / name, out / name)
