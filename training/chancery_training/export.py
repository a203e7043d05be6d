"""Writes the weights that the program reads: `python -m chancery_training.export RUN OUT`.

Matrices become int8 with one scale an output row, embeddings int8 with one scale a row; the
program quantises activations a row at a time, so that no sentence's result depends on its
neighbours. The file is safetensors; its metadata carries the label lists. A card is written
beside it, and test vectors by which the Rust side checks pieces, shapes and scores.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import conllu
from .dataset import Vocabulary, collate, ud_item
from .model import Language, Sizes
from .paths import DATA
from .pieces import Pieces, shape
from .train_language import encoder_folder

HEADS = ("upos", "feats", "entity_in", "arc_dep", "arc_head", "rel_dep", "rel_head")
"""The heads that see every word's vector: one matrix in the file, in this order. The lemma head,
which only words that no table knows need, is a matrix of its own."""


def quantise(w: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Symmetric int8 with a scale a row."""
    scale = (w.abs().amax(1) / 127).clamp(min=1e-8)
    return (w / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def tensors(model: Language) -> dict[str, torch.Tensor]:
    """All tensors of the file by name."""
    out: dict[str, torch.Tensor] = {}

    def dense(name, weight, bias):
        out[name + ".w"], out[name + ".s"] = quantise(weight)
        out[name + ".b"] = bias.clone()

    out["words.w"], out["words.s"] = quantise(model.words.weight)
    out["positions"], out["shapes"] = model.positions.weight, model.shapes.weight
    out["sinks"] = model.sinks
    out["norm.g"], out["norm.b"] = model.norm.weight, model.norm.bias
    for i, layer in enumerate(model.layers):
        for part in ("qkv", "out", "up", "down"):
            linear = getattr(layer, part)
            dense(f"layer{i}.{part}", linear.weight, linear.bias)
        for part in ("norm1", "norm2"):
            norm = getattr(layer, part)
            out[f"layer{i}.{part}.g"], out[f"layer{i}.{part}.b"] = norm.weight, norm.bias
    weights = [getattr(model, h).weight for h in HEADS]
    biases = [getattr(model, h).bias if getattr(model, h).bias is not None
              else torch.zeros(getattr(model, h).weight.shape[0]) for h in HEADS]
    dense("heads", torch.cat(weights), torch.cat(biases))
    dense("lemma", model.lemma.weight, model.lemma.bias)
    out["entity.w"], out["entity.b"] = model.entity.weight, model.entity.bias
    out["rel.w"], out["rel.b"] = model.rel.weight, model.rel.bias
    dense("arc", model.arc[:-1].T, model.arc[-1])
    out["root.arc"] = torch.nn.functional.gelu(model.arc_head(model.root))
    out["root.rel"] = model.rel_head(model.root)
    return {k: v.detach().contiguous() for k, v in out.items()}


@torch.no_grad()
def vectors(model: Language, p: Pieces, v: Vocabulary) -> list[dict]:
    """Invented sentences with the scores that full precision gives them."""
    sentences = [
        "Envoy Lara Quist met Minister Odo Brandt in Vell on Nov. 27 .",
        "“ We won't yield ” , SAID the U.S.-backed group ’s chief …",
    ]
    out = []
    for text in sentences:
        tokens = [conllu.Token(w, w, "X", "_", 0, "dep", "_", True) for w in text.split()]
        item = ud_item(conllu.Sentence("", True, tokens), p, v, None)
        ids, shapes, lengths, pool, words, _ = collate([item], p)
        heads = model.heads(model.encode(ids, shapes, lengths, pool), words)
        out.append({
            "words": text.split(), "ids": ids[0].tolist(), "shapes": shapes[0].tolist(),
            "upos": heads["upos"][0].argmax(-1).tolist(), "heads": heads["arcs"][0].argmax(-1).tolist(),
            "upos_scores": [[round(x, 4) for x in row] for row in heads["upos"][0].tolist()],
        })
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("run", type=Path)
    a.add_argument("out", type=Path)
    args = a.parse_args()
    torch.set_num_threads(1)
    names = json.loads((args.run / "labels.json").read_text())
    folder = encoder_folder()
    p = Pieces(folder / "vocab.txt")
    sizes = Sizes(len(names["upos"]), len(names["feats"]), len(names["lemmas"]), len(names["rels"]), len(names["tags"]))
    model = Language(len(p.ids), sizes)
    state = torch.load(args.run / "checkpoint.pt", weights_only=False)
    model.load_state_dict(state["average"])
    head = args.run / "entity_head.pt"
    if head.exists():
        model.load_state_dict(torch.load(head, weights_only=True), strict=False)
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    file = args.out / "language.safetensors"
    save_file(tensors(model), file, {"labels": json.dumps(names)})
    (args.out / "vocab.txt").write_bytes((folder / "vocab.txt").read_bytes())
    v = Vocabulary(names["feats"], names["lemmas"], names["rels"])
    (args.out / "vectors.json").write_text(json.dumps(vectors(model, p, v)))
    scores = (args.run / "scores.jsonl").read_text().strip().splitlines()[-1]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (args.out / "language.sha256").write_text(digest)
    print(f"epoch {state['epoch']}, sha256 {digest}\nfull precision on development data: {scores}")


if __name__ == "__main__":
    main()
