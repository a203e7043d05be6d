"""Averages the weights of two checkpoints of one run: `… average FIRST.pt SECOND.pt OUT_RUN`.

Two points of the same descent, averaged, parse a little better than either (Izmailov et al. 2018).
"""

import sys
from pathlib import Path

import torch

if __name__ == "__main__":
    first, second = (torch.load(p, weights_only=False) for p in sys.argv[1:3])
    a, b = first["model"], second["model"]
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": {k: (a[k] + b[k]) / 2 for k in a}, "epoch": second["epoch"]}, out / "checkpoint.pt")
