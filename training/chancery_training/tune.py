"""Tunes the encoder's upper layers for events and trees together: `python -m chancery_training.tune RUN WORDS.bin EVENTS.bin …`.

What words mean for events (who arrests, who is arrested, which "strike" it is) is learned badly from vectors that were
made for trees alone. The lower three layers stay as they are, so that their states are computed once (`RUN/below.pt`); the upper
three and all heads learn from the event files of `event_training` and from the treebanks in turn, and for names from the model that
they come from (`names` below), which has seen sets that need other readers (`teach_entities.py`). Starts from the shipped
weights; a checkpoint an epoch, from which a stopped run goes on; then `export.py`. `--dev FILE.bin` prints event scores an epoch.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from . import conllu, shipped, train_events
from .dataset import IGNORE, Item, ud_item
from .model import ATTENTION_HEADS, SINKS, WIDTH, Language, Layer
from .paths import DATA, PROJECT
from .pieces import Pieces, shape
from .train_language import AVERAGING, SEED, SMOOTHING, WEIGHTS, _ce

SHIPPED = PROJECT / "stages" / "2-language" / "weights"
LOWER = 3
EPOCHS, TEXTS, PIECES = 6, 16, 550
RATES = {"layers": 1.5e-4, "heads": 3e-4, "events": 2e-3}
WARM = 150
DROP = 0.1
NAMES = 0.7
LONGEST = 200
"""Sentences of more pieces are not trained on: attention pays their square."""


@dataclass
class Below:
    """A sentence after the lower layers."""

    states: torch.Tensor  # pieces x WIDTH, half precision
    words: list  # of (first piece, pieces)
    names: torch.Tensor  # words x tags: the scores of the model that this comes from
    item: Item | None  # its tree


def packed(layer: Layer, x, sinks, where, n: int, p: float):
    """A layer over sentences of several lengths, one after the other: rows of `x`; padded for attention alone.
    `where` is each row's place in the padded matrix, `n` the longest sentence's length."""
    b, mask = where[1], where[2]
    padded = torch.zeros(b * n, 3 * WIDTH).index_copy(0, where[0], layer.qkv(x)).reshape(b, n, 3 * WIDTH)
    q, k, v = padded.chunk(3, -1)
    before = sinks[:, None].expand(-1, b, -1, -1)
    k, v = torch.cat([before[0], k], 1), torch.cat([before[1], v], 1)
    q, k, v = (y.reshape(b, y.shape[1], ATTENTION_HEADS, -1).transpose(1, 2) for y in (q, k, v))
    a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p)
    a = layer.out(a.transpose(1, 2).reshape(b * n, WIDTH)[where[0]])
    x = layer.norm1(x + F.dropout(a, p, p > 0))
    h = layer.down(F.gelu(layer.up(x)))
    return layer.norm2(x + F.dropout(h, p, p > 0))


def run_layers(model: Language, x, lengths: list[int], which: range, p: float):
    """The states after some layers of sentences one after the other."""
    n = max(lengths)
    rows = torch.cat([torch.arange(k) + i * n for i, k in enumerate(lengths)])
    seen = (torch.arange(-SINKS, n)[None] < torch.tensor(lengths)[:, None])[:, None, None, :]
    for i in which:
        x = packed(model.layers[i], x, model.sinks[i], (rows, len(lengths), seen), n, p)
    return x


def vectors(model: Language, sentences: list[Below], p: float):
    """Word vectors of sentences, one after the other."""
    lengths = [len(s.states) for s in sentences]
    x = run_layers(model, torch.cat([s.states.float() for s in sentences]), lengths, range(LOWER, 6), p)
    return pool(x, sentences)


def pool(x, sentences: list[Below]):
    """The mean of each word's pieces."""
    words, at = [], 0
    for s in sentences:
        words += [(at + first, n) for first, n in s.words]
        at += len(s.states)
    owner = torch.cat([torch.full((n,), w) for w, (_, n) in enumerate(words)])
    piece = torch.cat([torch.arange(first, first + n) for first, n in words])
    out = torch.zeros(len(words), WIDTH).index_add(0, owner, x[piece])
    return out / torch.tensor([n for _, n in words])[:, None]


@torch.no_grad()
def below(model: Language, p: Pieces, sentences: list[tuple[list[str], list[bool], Item | None]]) -> list[Below]:
    """The states of sentences after the lower layers, and what the model says of their names."""
    out: list = [None] * len(sentences)
    pieces = [[p.of(f) for f in forms] for forms, _, _ in sentences]
    order = sorted(range(len(sentences)), key=lambda i: sum(map(len, pieces[i])))
    for at in range(0, len(order), 64):
        part, x, lengths = order[at:at + 64], [], []
        for i in part:
            forms, spaces, _ = sentences[i]
            ids = torch.tensor([k for w in pieces[i] for k in w])
            shapes = torch.tensor([shape(f, s) for f, s, w in zip(forms, spaces, pieces[i]) for _ in w])
            x.append(model.norm(model.words(ids) + model.positions.weight[:len(ids)] + model.shapes(shapes)))
            lengths.append(len(ids))
        x = run_layers(model, torch.cat(x), lengths, range(LOWER), 0.0)
        for i, states in zip(part, x.split(lengths)):
            words, first = [], 0
            for w in pieces[i]:
                words.append((first, len(w)))
                first += len(w)
            out[i] = Below(states.half(), words, torch.empty(0), sentences[i][2])
        done = [out[i] for i in part]
        names = model.entity(F.gelu(model.entity_in(vectors(model, done, 0.0))))
        for s, rows in zip(done, names.split([len(s.words) for s in done])):
            s.names = rows.half()
    return out


def of_texts(texts: list[train_events.Text]):
    """The sentences of event texts."""
    for t in texts:
        for forms in t.sentences:
            yield [f.removeprefix(" ") or f for f in forms], [f.startswith(" ") for f in forms], None


def name_loss(model: Language, v, sentences: list[Below]):
    """How far the names are from those of the model that this comes from."""
    scores = model.entity(F.gelu(model.entity_in(F.dropout(v, DROP, model.training))))
    wanted = torch.cat([s.names for s in sentences]).float()
    return F.kl_div(F.log_softmax(scores, -1), F.log_softmax(wanted, -1), reduction="batchmean", log_target=True)


def tree_scores(model: Language, sentences: list[Below], p: float):
    """What the syntactic heads say of padded sentences, with the right answers and the words' mask."""
    lengths = [len(s.words) for s in sentences]
    v = torch.nn.utils.rnn.pad_sequence(vectors(model, sentences, p).split(lengths), batch_first=True)
    mask = torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]
    y = {k: torch.nn.utils.rnn.pad_sequence([torch.tensor(s.item.targets[k]) for s in sentences], batch_first=True,
                                            padding_value=IGNORE) for k in sentences[0].item.targets}
    return v, model.heads(v, mask), y, mask


def tree_loss(model: Language, sentences: list[Below]):
    """The weighted sum of the syntactic heads' cross-entropies and of the names' distance."""
    v, out, y, mask = tree_scores(model, sentences, DROP)
    rels = model.relations(out, y["heads"])
    losses = {k: _ce(out[k], y[k], SMOOTHING) for k in ("upos", "feats", "lemma")}
    losses |= {"arcs": _ce(out["arcs"], y["heads"]), "rels": _ce(rels, y["rels"], SMOOTHING)}
    return sum(WEIGHTS[k] * x for k, x in losses.items()) + NAMES * name_loss(model, v[mask], sentences)


def event_batch(model: Language, texts: list, sentences: dict, p: float):
    """Texts as one, with vectors of the model; and the sentences' vectors."""
    flat = [s for t in texts for s in sentences[id(t)]]
    v = vectors(model, flat, p)
    start = 0
    parts = []
    for t in texts:
        n = len(t.vectors) - 1
        parts += [v[start:start + n], torch.zeros(1, WIDTH)]
        start += n
    joined = train_events.batch(texts)
    joined.vectors = torch.cat(parts)
    return joined, v, flat


def event_loss(model: Language, head, texts: list, sentences: dict):
    t, v, flat = event_batch(model, texts, sentences, DROP)
    kinds, roles = train_events.run(head, t)
    loss = F.cross_entropy(kinds, t.kinds, label_smoothing=0.02)
    if len(roles):
        loss = loss + F.cross_entropy(roles, t.roles, label_smoothing=0.02)
    return loss + NAMES * name_loss(model, v, flat)


@torch.no_grad()
def trees_right(model: Language, sentences: list[Below], rels: list[str]) -> dict[str, float]:
    """UPOS, UAS, LAS with greedy heads, subtypes stripped."""
    plain = [r.split(":")[0] for r in rels]
    universal = torch.tensor([plain.index(r) for r in plain])
    model.eval()
    n = upos = uas = las = 0
    order = sorted(sentences, key=lambda s: len(s.states))
    for at in range(0, len(order), 48):
        _, out, y, mask = tree_scores(model, order[at:at + 48], 0.0)
        heads = out["arcs"].argmax(-1)
        found = model.relations(out, heads).argmax(-1)
        good = (heads == y["heads"]) & mask
        n += mask.sum().item()
        upos += ((out["upos"].argmax(-1) == y["upos"]) & mask).sum().item()
        uas += good.sum().item()
        las += (good & (universal[found] == universal[y["rels"].clamp(min=0)])).sum().item()
    model.train()
    return {"upos": round(upos / n, 4), "uas": round(uas / n, 4), "las": round(las / n, 4)}


@torch.no_grad()
def events_right(model: Language, head, texts: list, sentences: dict) -> str:
    """What `train_events.evaluate` prints, of texts with the model's vectors."""
    model.eval()
    kept = [t.vectors for t in texts]
    for t in texts:
        t.vectors = event_batch(model, [t], sentences, 0.0)[0].vectors
    line = train_events.evaluate(head, texts)
    for t, v in zip(texts, kept):
        t.vectors = v
    model.train()
    return line


def cached(path: Path, make):
    if not path.exists():
        torch.save(make(), path)
    return torch.load(path, weights_only=False)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("run", type=Path)
    a.add_argument("words", type=Path)
    a.add_argument("files", type=Path, nargs="+")
    a.add_argument("--dev", type=Path)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--epochs", type=int, default=EPOCHS)
    args = a.parse_args()
    args.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = shipped.load(SHIPPED / "language.safetensors")
    names = shipped.labels(SHIPPED / "language.safetensors")
    vocabulary, p = shipped.vocabulary(names), Pieces(SHIPPED / "vocab.txt")
    (args.run / "labels.json").write_text(json.dumps(names, indent=1))
    meanings = train_events.Meanings.read(args.words)
    texts, sizes = [], None
    for path in args.files:
        sizes, more = train_events.read(path, meanings)
        texts += more
    dev = train_events.read(args.dev, meanings)[1] if args.dev else []

    def trees(name: str):
        for s in conllu.read(DATA / "ud" / f"en_{name}.conllu"):
            item = ud_item(s, p, vocabulary, None)
            if item.size <= LONGEST or "dev" in name:
                yield item.forms, item.spaces, item

    def prepare():
        sets = {n: list(trees(n)) for n in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
        sets |= {"events": list(of_texts(texts)), "events-dev": list(of_texts(dev))}
        return {k: below(model, p, v) for k, v in sets.items()}

    sets = cached(args.run / "below.pt", prepare)
    sentences = {}
    for some, rest in ((texts, iter(sets["events"])), (dev, iter(sets["events-dev"]))):
        for t in some:
            sentences[id(t)] = [next(rest) for _ in t.sentences]
    treebank = sets["ewt-train"] + sets["gum-train"]
    print(f"{len(texts)} texts, {len(treebank)} trees; at first: " + json.dumps(
        {k: trees_right(model, sets[k], names["rels"]) for k in ("ewt-dev", "gum-dev")}), flush=True)
    head = train_events.Head(*sizes[2:])
    upper = [x for layer in model.layers[LOWER:] for x in layer.parameters()]
    for name, x in model.named_parameters():
        x.requires_grad_(name.split(".")[0] not in ("words", "positions", "shapes", "norm", "layers", "sinks"))
    heads = [x for x in model.parameters() if x.requires_grad]
    for x in upper:
        x.requires_grad_(True)
    groups = [{"params": list(ps), "base": RATES[k]} for k, ps in
              (("layers", upper), ("heads", heads), ("events", head.parameters()))]
    opt = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.02)
    moving = [x for g in groups for x in g["params"]]
    average = [x.detach().clone() for x in moving]
    steps, step, first = args.epochs * (len(texts) // TEXTS), 0, 0
    checkpoint = args.run / "tuning.pt"
    if checkpoint.exists():
        c = torch.load(checkpoint, weights_only=False)
        for x, saved in zip(moving, c["moving"]):
            x.data.copy_(saved)
        opt.load_state_dict(c["opt"])
        rng.setstate(c["rng"])
        torch.set_rng_state(c["torch"])
        average, step, first = c["average"], c["step"], c["epoch"]
    waiting: list = []
    model.train()
    for epoch in range(first, args.epochs):
        began, running = time.time(), 0.0
        order = list(range(len(texts)))
        rng.shuffle(order)
        for at in range(0, len(order) - TEXTS + 1, TEXTS):
            if len(waiting) < 64:
                more = list(range(len(treebank)))
                rng.shuffle(more)
                waiting = more + waiting
            some, pieces = [], 0
            while pieces < PIECES:
                some.append(treebank[waiting.pop()])
                pieces += len(some[-1].states)
            for g in opt.param_groups:
                g["lr"] = g["base"] * min(1.0, step / WARM) * (1 - step / steps)
            loss = event_loss(model, head, [texts[i] for i in order[at:at + TEXTS]], sentences) + tree_loss(model, some)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(moving, 1.0)
            opt.step()
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(average, [x.data for x in moving], max(1 - AVERAGING, 1 / (step + 1)))
            running = 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{steps} loss {running:.3f} {time.time() - began:.0f}s", flush=True)
        torch.save({"moving": [x.data for x in moving], "average": average, "opt": opt.state_dict(), "rng": rng.getstate(),
                    "torch": torch.get_rng_state(), "step": step, "epoch": epoch + 1}, checkpoint)
        now = [x.data.clone() for x in moving]
        for x, y in zip(moving, average):
            x.data.copy_(y)
        line = {"epoch": epoch + 1, "seconds": round(time.time() - began),
                **{k: trees_right(model, sets[k], names["rels"]) for k in ("ewt-dev", "gum-dev")}}
        if dev:
            line["events"] = events_right(model, head, dev, sentences)
        print(json.dumps(line), flush=True)
        with (args.run / "scores.jsonl").open("a") as f:
            f.write(json.dumps(line) + "\n")
        torch.save({"average": model.state_dict(), "epoch": epoch + 1}, args.run / "checkpoint.pt")
        save_file({k: v.contiguous() for k, v in head.state_dict().items()}, args.run / "events.safetensors")
        for x, y in zip(moving, now):
            x.data.copy_(y)


if __name__ == "__main__":
    main()
