"""Do this project's scorers count as the field's own do?

Spoils real development files in many ways and scores them twice: with the example `score` of
chancery-language, and with the CoNLL 2018 evaluation (as packaged in `stanza`) and `seqeval`.

    pip install seqeval && pip install --no-deps stanza==1.5.1
    cargo build -p chancery-language --example score
    python training/tests/agree_with_independent_scorers.py target/debug/examples/score
"""

import importlib.util
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from seqeval.metrics import classification_report

PROJECT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CHANCERY_DATA", PROJECT.parent / "shared" / "data"))
NAMES = {"Tokens": "tokens_f1", "Sentences": "sentences_f1", "Words": "words_f1", "UPOS": "upos_f1",
         "Lemmas": "lemmas_f1", "UAS": "uas_f1", "LAS": "las_f1"}
KINDS = ("LOC", "ORG", "PER")


def official():
    """The evaluation module itself, without the package around it and its heavy imports."""
    folder = next(Path(p) for p in sys.path if (Path(p) / "stanza" / "utils" / "conll18_ud_eval.py").exists())
    spec = importlib.util.spec_from_file_location("ud_eval", folder / "stanza" / "utils" / "conll18_ud_eval.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(path: Path) -> list[list[str]]:
    """Sentences as lines, without comments and empty nodes."""
    out = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [l.split("\t") for l in block.split("\n") if not l.startswith("#")]
        # Enhanced dependencies are not compared here, and spoilt ones would be refused.
        out.append(["\t".join([*r[:8], "_", r[9]]) for r in rows if "." not in r[0]])
    return out


def spoil(sentences: list[list[str]], rate: float, dice: random.Random) -> str:
    """Wrong labels and heads, split words, words made multi-word, multi-word tokens undone,
    sentences merged."""
    merged: list[list[list[str]]] = []
    for lines in sentences:
        rows = [l.split("\t") for l in lines]
        if merged and dice.random() < rate:
            words = [r for r in merged[-1] if "-" not in r[0]]
            base = len(words)
            for r in rows:
                r[0] = "-".join(str(int(p) + base) for p in r[0].split("-"))
                if r[6].isdigit():
                    r[6] = str(int(r[6]) + base) if r[6] != "0" else "1"
            merged[-1].extend(rows)
        else:
            merged.append(rows)
    out = []
    for rows in merged:
        words = [r for r in rows if "-" not in r[0]]
        ranges = {}
        for r in rows:
            if "-" in r[0]:
                a, b = map(int, r[0].split("-"))
                ranges[a] = (b, r)
        new, where, multi, undone = [], {}, [], set()
        for word in words:
            index = int(word[0])
            inside = any(a <= index <= b for a, (b, _) in ranges.items())
            if index in ranges:
                last, r = ranges[index]
                if dice.random() < rate:
                    # The multi-word token as one word.
                    new.append([None, r[1], r[1].lower(), *word[3:]])
                    where.update({i: len(new) for i in range(index, last + 1)})
                    undone.update(range(index, last + 1))
                    continue
                multi.append((len(new) + 1, len(new) + 1 + last - index, r[1]))
            if index in undone:
                continue
            cut = dice.random() < rate and len(word[1]) > 3 and not inside
            if cut:
                half = len(word[1]) // 2
                if dice.random() < 0.5:
                    multi.append((len(new) + 1, len(new) + 2, word[1]))
                new.append([None, word[1][:half], *word[2:]])
                where[index] = len(new)
                new.append([None, word[1][half:], word[1][half:], "X", "_", "_", "NEW", "dep", "_", "_"])
            else:
                new.append([None, *word[1:]])
                where[index] = len(new)
        count = len(new)
        heads = []
        for position, row in enumerate(new, 1):
            head = position - 1 if row[6] == "NEW" else where.get(int(row[6]), 0)
            head = 0 if head == position else head
            if dice.random() < rate and head > 1:
                head -= 1 if head - 1 != position else 0
            heads.append(head)
        # A tree with one root and no cycle: the official evaluation insists.
        root = next((i for i, h in enumerate(heads, 1) if h == 0), 1)
        heads = [h if h or i == root else root for i, h in enumerate(heads, 1)]
        heads[root - 1] = 0
        for i in range(1, count + 1):
            seen, at = set(), i
            while at and at not in seen:
                seen.add(at)
                at = heads[at - 1]
            if at:
                heads[i - 1] = root
        starts = {a: (b, form) for a, b, form in multi}
        lines = []
        for position, row in enumerate(new, 1):
            if position in starts:
                last, form = starts[position]
                lines.append("\t".join([f"{position}-{last}", form] + ["_"] * 8))
            row = [str(position), *row[1:]]
            row[6] = str(heads[position - 1])
            row[7] = "root" if row[6] == "0" else ("dep" if row[7] == "root" else row[7])
            if dice.random() < rate:
                row[3] = "X"
            if dice.random() < rate:
                row[2] += "x"
            if dice.random() < rate and row[6] != "0":
                row[7] = "obl:tmod"
            lines.append("\t".join(row[:10]))
        out.append("\n".join(lines) + "\n\n")
    return "".join(out)


def ours(program: str, task: str, gold: Path, system: Path) -> dict[str, float]:
    lines = subprocess.run([program, task, gold, system], check=True, capture_output=True, text=True).stdout
    return {l.split("\t")[0]: float(l.split("\t")[1]) for l in lines.splitlines()}


def trees(program: str, folder: Path) -> float:
    module, worst = official(), 0.0
    for name in ("en_ewt-dev", "en_gum-dev"):
        sentences = blocks(DATA / "ud" / f"{name}.conllu")
        gold = folder / "gold.conllu"
        gold.write_text("".join("\n".join(b) + "\n\n" for b in sentences), encoding="utf-8")
        for seed, rate in enumerate((0.01, 0.03, 0.1, 0.3)):
            system = folder / "system.conllu"
            system.write_text(spoil(sentences, rate, random.Random(seed)), encoding="utf-8")
            with open(gold, encoding="utf-8") as g, open(system, encoding="utf-8") as s:
                theirs = module.evaluate(module.load_conllu(g, {}), module.load_conllu(s, {}))
            mine = ours(program, "ud", gold, system)
            gaps = {n: abs(theirs[t].f1 - mine[n]) for t, n in NAMES.items()}
            worst = max(worst, *gaps.values())
            print(f"{name} spoilt {rate}: " + " ".join(f"{n} {mine[n]:.4f}" for n in NAMES.values())
                  + f"; largest gap {max(gaps.values()):.1e}")
    return worst


def entities(program: str, folder: Path) -> float:
    worst = 0.0
    for name, column in (("uner_ewt-dev.iob2", 2), ("wikigold.conll", 1)):
        sentences, current = [], []
        for line in (DATA / "ner" / name).read_text(encoding="utf-8").split("\n"):
            if not line.strip():
                sentences += [current] if current else []
                current = []
            elif not (column == 2 and line.startswith("#")):
                tag = line.split("\t" if column == 2 else " ")[column]
                current.append(tag if tag[2:] in KINDS else "O")
        sentences += [current] if current else []
        for seed, rate in enumerate((0.02, 0.1, 0.3)):
            dice = random.Random(seed)
            choices = ["O"] + [p + k for p in ("B-", "I-") for k in KINDS]
            system = [[dice.choice(choices) if dice.random() < rate else t for t in s] for s in sentences]
            files = []
            for label, tags in (("gold", sentences), ("system", system)):
                files.append(folder / f"{label}.iob")
                files[-1].write_text("\n".join("".join(f"w {t}\n" for t in s) for s in tags), encoding="utf-8")
            theirs = classification_report(sentences, system, output_dict=True, zero_division=0)
            mine = ours(program, "ner", *files)
            gaps = []
            for row, suffix in [("micro avg", "")] + [(k, f"_{k}") for k in KINDS]:
                for key, metric in (("precision", "precision"), ("recall", "recall"), ("f1-score", "f1")):
                    gaps.append(abs(float(theirs[row][key]) - mine[metric + suffix]))
            worst = max(worst, *gaps)
            print(f"{name} spoilt {rate}: f1 {mine['f1']:.4f}; largest gap {max(gaps):.1e}")
    return worst


def main() -> None:
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        worst = max(trees(program, Path(folder)), entities(program, Path(folder)))
    print(f"largest gap of all: {worst:.1e}")
    sys.exit(worst > 1e-9)


if __name__ == "__main__":
    main()
