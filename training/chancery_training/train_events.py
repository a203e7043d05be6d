"""Trains the event head: `python -m chancery_training.train_events OUT WORDS.bin FILE.bin [FILE.bin ...]`.

`cargo run --release -p chancery --example event_training` writes the files from annotated sentences and
documents: the encoder's vectors, the words that may tell an event and those who may take part in it, with the
rows of the tables that features select; `words.py` writes what words mean. The encoder is not touched. `stages/5-events/src/head/scorer.rs`
computes the same.

`--dev FILE.bin` prints scores on it after each epoch; `--fold N` leaves out, of the files after `--folded`, every
text whose number divided by five leaves N, for cross-validation; `--fresh` writes untrained weights.
"""

import argparse
import hashlib
import random
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

SEED = 20261127
VECTOR, MEANING, USAGE, HIDDEN, PAIR, TYPES = 384, 96, 56, 192, 96, 17
EPOCHS, BATCH, RATE = 12, 16, 2e-3
DROP, DROP_ROW = 0.2, 0.1
AVERAGING = 0.003


@dataclass
class Text:
    """One sentence or document."""

    vectors: torch.Tensor  # words of the text x 384, with a row of noughts at the end
    meanings: torch.Tensor  # words of the text x 96, with such a row
    context: torch.Tensor  # candidate words x 3, indices of vectors
    rows: torch.Tensor
    usage: torch.Tensor  # candidate words x 56: what such words told elsewhere
    kinds: torch.Tensor
    pairs: torch.Tensor  # pairs x 2: candidate word, vector of the participant
    pair_rows: torch.Tensor
    roles: torch.Tensor
    sentences: list  # of lists of forms, a space before those that have one


@dataclass
class Meanings:
    """What `words.py` wrote: a vector a word."""

    places: dict
    vectors: np.ndarray

    @staticmethod
    def read(path: Path):
        data = path.read_bytes()
        n, width, size = np.frombuffer(data, "<u4", 3)
        words = data[12:12 + size].decode().split("\n")
        scale = np.frombuffer(data, "<f4", n, 12 + size)
        numbers = np.frombuffer(data, np.int8, n * width, 12 + size + 4 * n).reshape(n, width)
        return Meanings({w: i for i, w in enumerate(words)}, numbers * scale[:, None])

    def of(self, lemmas: list[str]) -> np.ndarray:
        out = np.zeros((len(lemmas) + 1, MEANING), np.float32)
        for row, lemma in zip(out, lemmas):
            at = self.places.get(lemma)
            if at is not None:
                row[:] = self.vectors[at]
        return out


def read(path: Path, meanings: Meanings) -> tuple[tuple[int, ...], list[Text]]:
    """The file's sizes and its texts."""
    data, at = path.read_bytes(), 0

    def take(kind: str, n: int):
        nonlocal at
        out = np.frombuffer(data, kind, n, at)
        at += out.nbytes
        return out

    def long(array):
        return torch.tensor(array.astype(np.int64))

    sizes = tuple(int(x) for x in take("<u4", 4))
    of_word, of_pair = sizes[:2]
    texts = []
    while at < len(data):
        tokens, words, pairs, of_lemmas, of_forms, n = (int(x) for x in take("<u4", 6))
        lemmas = take("u1", of_lemmas).tobytes().decode().split("\n")
        forms = iter(take("u1", of_forms).tobytes().decode().split("\n"))
        sentences = [list(islice(forms, int(length))) for length in take("<u2", n)]
        vectors = np.concatenate([take("<f4", tokens * VECTOR).reshape(tokens, VECTOR),
                                  np.zeros((1, VECTOR), np.float32)])
        w = take("<u2", words * (4 + of_word)).reshape(words, 4 + of_word)
        usage = torch.tensor(take("<f4", words * USAGE).reshape(words, USAGE))
        p = take("<u2", pairs * (3 + of_pair)).reshape(pairs, 3 + of_pair)
        context = np.minimum(w[:, 1:4], tokens)  # 65535 is none
        texts.append(Text(torch.tensor(vectors), torch.tensor(meanings.of(lemmas)), long(context), long(w[:, 4:]), usage, long(w[:, 0]),
                          long(p[:, 1:3]), long(p[:, 3:]), long(p[:, 0]), sentences))
    return sizes, texts


class Head(nn.Module):
    """Types of words, roles of pairs."""

    def __init__(self, word_rows: int, pair_rows: int):
        super().__init__()
        self.word = nn.Linear(3 * (VECTOR + MEANING), HIDDEN)
        self.word_rows = nn.Embedding(word_rows, HIDDEN)
        self.usage = nn.Linear(USAGE, HIDDEN, bias=False)
        self.kind = nn.Linear(HIDDEN, TYPES)
        self.trigger = nn.Linear(HIDDEN, PAIR, bias=False)
        self.who = nn.Linear(VECTOR + MEANING, PAIR)
        self.pair_rows = nn.Embedding(pair_rows, PAIR)
        self.kinds = nn.Embedding(TYPES, PAIR)
        self.role = nn.Linear(PAIR, 3)
        for table in (self.word_rows, self.pair_rows, self.kinds):
            nn.init.normal_(table.weight, std=0.05)
        nn.init.normal_(self.usage.weight, std=0.05)

    def rows(self, table, rows):
        """The sum of rows, some of them left out in training."""
        found = table(rows)
        if self.training:
            keep = (torch.rand(rows.shape) > DROP_ROW).float() / (1 - DROP_ROW)
            found = found * keep[..., None]
        return found.sum(1)

    def words(self, vectors, rows, usage):
        x = F.dropout(vectors, DROP, self.training)
        used = self.usage(F.dropout(usage, DROP_ROW, self.training))
        h = F.gelu(self.word(x) + self.rows(self.word_rows, rows) + used)
        h = F.dropout(h, DROP, self.training)
        return h, self.kind(h)

    def pairs(self, hidden, kinds, who, rows):
        x = F.dropout(who, DROP, self.training)
        z = F.relu(self.trigger(hidden) + self.who(x) + self.rows(self.pair_rows, rows) + self.kinds(kinds))
        return self.role(F.dropout(z, 0.2, self.training))


def batch(texts: list[Text]) -> Text:
    """Several texts as one."""
    parts, start, first = [], 0, 0
    for t in texts:
        parts.append((t.context + start, torch.stack([t.pairs[:, 0] + first, t.pairs[:, 1] + start], 1)))
        start += len(t.vectors)
        first += len(t.kinds)
    join = lambda name: torch.cat([getattr(t, name) for t in texts])
    return Text(join("vectors"), join("meanings"), torch.cat([p[0] for p in parts]), join("rows"), join("usage"), join("kinds"),
                torch.cat([p[1] for p in parts]), join("pair_rows"), join("roles"), [])


def run(head: Head, t: Text):
    """Type scores of words and role scores of pairs, given the right types."""
    vectors = torch.cat([t.vectors, t.meanings], 1)
    hidden, kinds = head.words(vectors[t.context].flatten(1), t.rows, t.usage)
    at = t.pairs[:, 0]
    return kinds, head.pairs(hidden[at], t.kinds[at], vectors[t.pairs[:, 1]], t.pair_rows)


@torch.no_grad()
def evaluate(head: Head, texts: list[Text]) -> str:
    """F1 of trigger words with their type, and accuracy of roles."""
    head.eval()
    right = found = wanted = same = pairs = typed = 0
    for k in range(0, len(texts), 64):
        t = batch(texts[k:k + 64])
        kinds, roles = run(head, t)
        best = kinds.argmax(1)
        right += ((best == t.kinds) & (t.kinds > 0)).sum().item()
        typed += ((best > 0) & (t.kinds > 0)).sum().item()
        found += (best > 0).sum().item()
        wanted += (t.kinds > 0).sum().item()
        same += (roles.argmax(1) == t.roles).sum().item()
        pairs += len(t.roles)
    head.train()
    f1 = lambda n: 2 * n / max(1, found + wanted)
    return f"trigger {f1(typed):.4f} with type {f1(right):.4f} roles {same / max(1, pairs):.4f}"


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("out", type=Path)
    a.add_argument("words", type=Path)
    a.add_argument("files", type=Path, nargs="*")
    a.add_argument("--fresh", type=int, nargs=2, metavar=("ROWS", "PAIRS"), help="untrained weights of this shape")
    a.add_argument("--dev", type=Path)
    a.add_argument("--folded", type=Path, nargs="*", default=[])
    a.add_argument("--fold", type=int, default=-1)
    a.add_argument("--epochs", type=int, default=EPOCHS)
    a.add_argument("--rate", type=float, default=RATE)
    a.add_argument("--start", type=Path, help="weights to go on from: those that `tune.py` leaves")
    args = a.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    meanings = Meanings.read(args.words)
    train, sizes = [], None
    if args.fresh:
        save_file({k: v.contiguous() for k, v in Head(*args.fresh).state_dict().items()}, args.out)
        return
    for path in args.files:
        sizes, texts = read(path, meanings)
        train += texts
    for path in args.folded:
        sizes, texts = read(path, meanings)
        train += [t for n, t in enumerate(texts) if n % 5 != args.fold]
    dev = read(args.dev, meanings)[1] if args.dev else None
    head = Head(*sizes[2:])
    if args.start:
        # Weights from before the table of usage lack its layer, which then begins as a fresh one.
        head.load_state_dict(head.state_dict() | load_file(args.start))
    opt = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.03)
    average = {k: v.clone() for k, v in head.state_dict().items()}
    shadow = Head(*sizes[2:])
    steps, step = args.epochs * ((len(train) + BATCH - 1) // BATCH), 0
    for epoch in range(args.epochs):
        rng.shuffle(train)
        running = 0.0
        for k in range(0, len(train), BATCH):
            for g in opt.param_groups:
                g["lr"] = args.rate * min(1.0, step / 100) * (1 - step / steps)
            t = batch(train[k:k + BATCH])
            kinds, roles = run(head, t)
            loss = F.cross_entropy(kinds, t.kinds, label_smoothing=0.02)
            if len(roles):
                loss = loss + F.cross_entropy(roles, t.roles, label_smoothing=0.02)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            opt.step()
            step += 1
            with torch.no_grad():
                for k2, v in head.state_dict().items():
                    average[k2].lerp_(v, max(AVERAGING, 1 / (step + 1)))
            running += loss.item()
        shadow.load_state_dict(average)
        line = f"epoch {epoch + 1} loss {running * BATCH / len(train):.4f}"
        print(line + (" " + evaluate(shadow, dev) if dev else ""), flush=True)
    save_file({k: v.contiguous() for k, v in average.items()}, args.out)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    args.out.with_suffix(".sha256").write_text(digest)
    print(f"sha256 {digest}")


if __name__ == "__main__":
    main()
