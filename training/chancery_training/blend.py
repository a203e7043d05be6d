"""A point between the shipped weights and those of a run that went on from them: `… blend OUT RUN SHARE`.

Tuned weights know more of the new task and less of the old ones; between the two (Wortsman et al. 2022, "Robust fine-tuning")
nearly all of both is kept. SHARE is the run's part, 0 to 1. OUT is then a run for `export.py`.
"""

import shutil
import sys
from pathlib import Path

import torch

from . import shipped
from .tune import SHIPPED

if __name__ == "__main__":
    out, run, share = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    old = shipped.load(SHIPPED / "language.safetensors").state_dict()
    new = torch.load(run / "checkpoint.pt", weights_only=False)
    state = {k: old[k] * (1 - share) + new["average"][k] * share for k in old}
    torch.save({"average": state, "epoch": new["epoch"]}, out / "checkpoint.pt")
    for name in ("labels.json", "scores.jsonl", "events.safetensors"):
        shutil.copy(run / name, out / name)
