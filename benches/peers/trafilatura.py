"""How much of the article is found, and how fast, beside Python's trafilatura, on the same pages and in the same run?

    python3 benches/peers/trafilatura.py FOLDER [--venv FOLDER]

FOLDER is laid out as article-extraction-benchmark is (`ground-truth.json`, `html/ID.html.gz`). Makes a
virtual environment with trafilatura from the Python registry (kept for later runs), reads all pages with
both programs, one thread each, and prints F1, precision and recall by that benchmark's metric and pages a
CPU-second. Chancery makes whole dispatches: title, bylines, outlet, dates, times and language besides the
text; trafilatura is asked for the text alone, without comments.
"""

import gzip
import json
import re
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

import peer

# Its dependency justext asks lxml for a part that has become a package of its own.
PACKAGES = ["trafilatura>=2,<3", "lxml_html_clean"]
ROUNDS = 3


def measure(folder: Path):
    """Reads all pages with trafilatura; runs within the environment."""
    import trafilatura

    pages = {p.stem: p.read_bytes() for p in sorted(folder.glob("*.html"))}
    best, found = float("inf"), {}
    for _ in range(ROUNDS):
        started = time.process_time()
        found = {name: trafilatura.extract(page, include_comments=False) or "" for name, page in pages.items()}
        best = min(best, time.process_time() - started)
    print(json.dumps({"found": found, "rate": len(pages) / best, "version": trafilatura.__version__}))


def shingles(text: str) -> Counter:
    """Runs of four words, with their counts; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
    return Counter(run for run in runs if run)


def score(gold: dict, found: dict) -> str:
    """Precision and recall of each page, their means, and the F1 of the means."""
    precision, recall = [], []
    for name, article in gold.items():
        true, ours = shingles(article), shingles(found.get(name, ""))
        both = sum((true & ours).values())
        if ours:
            precision.append(both / sum(ours.values()))
        if true:
            recall.append(both / sum(true.values()))
    p, r = statistics.mean(precision), statistics.mean(recall)
    return f"F1 {2 * p * r / (p + r):.4f}, precision {p:.4f}, recall {r:.4f}"


def ours(pages: Path, target: Path) -> tuple:
    """Reads all pages with Chancery."""
    said = peer.cargo("--package", "chancery-ingest", "--example", "pages_speed", "--", pages, "--write", target)
    found = {p.stem: p.read_text(encoding="utf-8") for p in target.glob("*.txt")}
    return found, float(said.split(", ")[1].split()[0])


def main():
    a = peer.parser(__file__, __doc__)
    a.add_argument("folder", type=Path, nargs="?", default=Path("."))
    args = a.parse_args()
    if args.measure:
        peer.hide(__file__)
        measure(args.measure)
        return
    python = peer.environment(args.venv, "trafilatura", PACKAGES)
    truth = json.loads((args.folder / "ground-truth.json").read_text(encoding="utf-8"))
    gold = {name: entry["articleBody"] for name, entry in truth.items()}
    with tempfile.TemporaryDirectory() as name:
        pages, target = Path(name) / "pages", Path(name) / "found"
        pages.mkdir()
        target.mkdir()
        for page in gold:
            packed = (args.folder / "html" / f"{page}.html.gz").read_bytes()
            (pages / f"{page}.html").write_bytes(gzip.decompress(packed))
        theirs = peer.within(python, __file__, pages)
        found, rate = ours(pages, target)
    print(f"{len(gold)} pages, one thread")
    print(f"trafilatura {theirs['version']:<8} {score(gold, theirs['found'])}; {theirs['rate']:.0f} pages a CPU-second")
    print(f"{'Chancery':<20} {score(gold, found)}; {rate:.0f} pages a CPU-second, {rate / theirs['rate']:.1f} times as many")


if __name__ == "__main__":
    main()
