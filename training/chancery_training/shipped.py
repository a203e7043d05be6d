"""The model that the program carries, as floats again: `language.safetensors` read back.

Training goes on from it where no checkpoint of its run is at hand. int8 costs nothing that can be measured
(`../../stages/2-language/weights/language.md`).
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import safe_open

from .dataset import Vocabulary
from .export import HEADS
from .model import Language, Sizes


def labels(file: Path) -> dict[str, list[str]]:
    """The label lists of the file's metadata."""
    with safe_open(str(file), "pt") as f:
        return json.loads(f.metadata()["labels"])


def vocabulary(names: dict[str, list[str]]) -> Vocabulary:
    return Vocabulary(names["feats"], names["lemmas"], names["rels"])


def load(file: Path) -> Language:
    """The model of a file that `export.py` wrote, in evaluation mode."""
    names = labels(file)
    with safe_open(str(file), "pt") as f:
        t = {k: f.get_tensor(k) for k in f.keys()}
    sizes = Sizes(*(len(names[k]) for k in ("upos", "feats", "lemmas", "rels", "tags")))
    model = Language(t["words.w"].shape[0], sizes)
    floats = lambda name: t[name + ".w"].float() * t[name + ".s"].reshape(-1, 1)

    def dense(linear, weight, bias):
        linear.weight.data.copy_(weight)
        if linear.bias is not None:
            linear.bias.data.copy_(bias)

    model.words.weight.data.copy_(floats("words"))
    model.words.weight.requires_grad_(False)
    model.positions.weight.data.copy_(t["positions"])
    model.shapes.weight.data.copy_(t["shapes"])
    model.sinks.data.copy_(t["sinks"])
    norms = [(model.norm, "norm")]
    for i, layer in enumerate(model.layers):
        for part in ("qkv", "out", "up", "down"):
            dense(getattr(layer, part), floats(f"layer{i}.{part}"), t[f"layer{i}.{part}.b"])
        norms += [(layer.norm1, f"layer{i}.norm1"), (layer.norm2, f"layer{i}.norm2")]
    for norm, name in norms:
        dense(norm, t[name + ".g"], t[name + ".b"])
    weight, bias, at = floats("heads"), t["heads.b"], 0
    for linear in (getattr(model, h) for h in HEADS):
        end = at + linear.out_features
        dense(linear, weight[at:end], bias[at:end])
        at = end
    dense(model.lemma, floats("lemma"), t["lemma.b"])
    dense(model.entity, t["entity.w"], t["entity.b"])
    dense(model.rel, t["rel.w"], t["rel.b"])
    model.arc.data.copy_(torch.cat([floats("arc").T, t["arc.b"][None]]))
    _root(model, t["root.arc"], t["root.rel"])
    return model.eval()


def _root(model: Language, arc: torch.Tensor, rel: torch.Tensor):
    """The root's vector, of which the file has only what two heads make of it: sought by descent."""
    root = torch.linalg.lstsq(model.rel_head.weight.detach(), rel[:, None]).solution[:, 0].requires_grad_(True)
    opt = torch.optim.Adam([root], 1e-2)
    heads = [p.detach() for p in (model.arc_head.weight, model.arc_head.bias, model.rel_head.weight)]
    for _ in range(2000):
        gone = F.mse_loss(F.gelu(heads[0] @ root + heads[1]), arc) + F.mse_loss(heads[2] @ root, rel)
        opt.zero_grad()
        gone.backward()
        opt.step()
    model.root.data.copy_(root.detach())
