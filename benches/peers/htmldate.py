"""How often is the publication date right, beside Python's htmldate, on the same pages and in the same run?

    python3 benches/peers/htmldate.py [--venv FOLDER] [--misses]

Makes a virtual environment with htmldate from the Python registry (kept for later runs), writes the
invented pages of `stages/1-ingest/tests/pages` out as files, reads them with both programs, and prints
side by side how many days are right, how many undated pages got a date, and pages a CPU-second.
htmldate gets each page's address, as ours does, and is asked for the original date.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PAGES = PROJECT / "stages" / "1-ingest" / "tests" / "pages"
PACKAGES = ["htmldate>=1.9,<2"]


def environment(folder: Path) -> Path:
    """The environment's Python, made and filled where it is not there yet."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if subprocess.run([python, "-P", "-c", "import htmldate"], capture_output=True).returncode:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def cases(folder: Path):
    """Writes the pages out; gives name, set, address, expected day and file of each."""
    text = (PAGES / "text.html").read_text(encoding="utf-8")
    for row in (PAGES / "pages.tsv").read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        family, name, part, address, published, *_ = row.split("\t")
        source = (PAGES / f"{family}.html").read_text(encoding="utf-8")
        page = re.split(r"<!-- page \S+ -->\n", source.split(f"<!-- page {name} -->\n")[1])[0]
        file = folder / f"{name}.html"
        file.write_text(page.replace("{text}", text), encoding="utf-8")
        yield {"name": name, "set": part, "address": address, "expected": published, "file": str(file)}


def measure(listing: Path):
    """Dates all pages with htmldate; runs within the environment."""
    from htmldate import find_date

    pages = json.loads(listing.read_text(encoding="utf-8"))
    sources = [Path(p["file"]).read_text(encoding="utf-8") for p in pages]
    started = time.process_time()
    found = [find_date(s, original_date=True, url=p["address"]) or "" for s, p in zip(sources, pages)]
    print(json.dumps({"found": found, "seconds": time.process_time() - started}))


def ours(folder: Path, pages: list) -> tuple:
    """Dates all pages with Chancery."""
    listing = folder / "list.tsv"
    listing.write_text("".join(f"{p['address']}\t{p['file']}\n" for p in pages), encoding="utf-8")
    command = ["cargo", "build", "--quiet", "--release", "--package", "chancery-ingest", "--example", "published"]
    subprocess.run(command, cwd=PROJECT, check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command[1:3] = ["run", "--quiet"]
    run = subprocess.run([*command, "--", listing], cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return [line.split("\t")[1] for line in run.stdout.splitlines()], seconds


def score(label: str, pages: list, found: list, seconds: float, misses: bool):
    def right(part=None):
        chosen = [(p, f) for p, f in zip(pages, found) if part in (None, p["set"])]
        return f"{sum(p['expected'] == f[:10] for p, f in chosen):>4} of {len(chosen)}"

    invented = sum(bool(f) and not p["expected"] for p, f in zip(pages, found))
    undated = sum(not p["expected"] for p in pages)
    print(f"{label:<10} right {right()}; aside {right('aside')}; invented {invented} of {undated};"
          f" {len(pages) / max(seconds, 1e-3):.0f} pages a CPU-second")
    for page, day in zip(pages, found):
        if misses and page["expected"] != day[:10]:
            print(f"  {page['name']:<28} expected {page['expected'] or '-':<12} found {day or '-'}")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--venv", type=Path, default=PROJECT / "target" / "peers" / "htmldate")
    a.add_argument("--misses", action="store_true", help="print every miss")
    a.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = a.parse_args()
    if args.measure:
        # This file is called as the library is, and must not be imported in its stead.
        sys.path = [p for p in sys.path if Path(p).resolve() != Path(__file__).resolve().parent]
        measure(args.measure)
        return
    python = environment(args.venv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = list(cases(folder))
        listing = folder / "pages.json"
        listing.write_text(json.dumps(pages), encoding="utf-8")
        command = [python, __file__, "--measure", listing]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        theirs = json.loads(out.stdout)
        score("htmldate", pages, theirs["found"], theirs["seconds"], args.misses)
        score("Chancery", pages, *ours(folder, pages), args.misses)


if __name__ == "__main__":
    main()
