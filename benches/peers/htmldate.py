"""How often is the publication date right, beside Python's htmldate, on the same pages and in the same run?

    python3 benches/peers/htmldate.py [--venv FOLDER] [--misses]

Makes a virtual environment with htmldate from the Python registry (kept for later runs), writes the
invented pages of `stages/1-ingest/tests/pages` out as files, reads them with both programs, and prints
side by side how many days are right, how many undated pages got a date, and pages a CPU-second.
htmldate gets each page's address, as ours does, and is asked for the original date.
"""

import json
import re
import resource
import tempfile
import time
from pathlib import Path

import peer

PAGES = peer.PROJECT / "stages" / "1-ingest" / "tests" / "pages"
PACKAGES = ["htmldate>=1.9,<2"]


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
    example = ("--package", "chancery-ingest", "--example", "published", "--")
    peer.cargo(*example, listing)  # builds it, so that building is not counted
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    said = peer.cargo(*example, listing)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return [line.split("\t")[1] for line in said.splitlines()], seconds


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
    a = peer.parser(__file__, __doc__)
    a.add_argument("--misses", action="store_true", help="print every miss")
    args = a.parse_args()
    if args.measure:
        peer.hide(__file__)
        measure(args.measure)
        return
    python = peer.environment(args.venv, "htmldate", PACKAGES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = list(cases(folder))
        listing = folder / "pages.json"
        listing.write_text(json.dumps(pages), encoding="utf-8")
        theirs = peer.within(python, __file__, listing)
        score("htmldate", pages, theirs["found"], theirs["seconds"], args.misses)
        score("Chancery", pages, *ours(folder, pages), args.misses)


if __name__ == "__main__":
    main()
