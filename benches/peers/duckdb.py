"""Dyads by month over two million events: Chancery and DuckDB on the same Parquet, one core each.

    python3 benches/peers/duckdb.py [--events N] [--store FOLDER]

The store is filled with invented records by the example `fill` of chancery-records where it is not there yet.
CPU seconds of whole processes, the best of five rounds.
"""

import argparse
import resource
import subprocess
import sys
from pathlib import Path

import peer

QUESTION = """
SELECT CAST(date_trunc('month', day) AS DATE) AS day, actor_countries AS a, recipient_countries AS r, type AS class,
    count(*) AS n, sum(intensity) AS s
FROM read_parquet('{segments}/*-events.parquet')
WHERE day IS NOT NULL AND status = 'actual' AND (stance IS NULL OR stance <> 'deny')
GROUP BY 1, 2, 3, 4
"""
PROGRAM = """
import sys, duckdb
db = duckdb.connect()
db.execute("SET threads = 1")
print(len(db.execute(sys.argv[1]).fetchall()))
"""


def seconds(command):
    """CPU seconds of a process, the best of five rounds, and what it prints last."""
    best, said = None, ""
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = spent if best is None else min(best, spent)
    return best, said


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=2_000_000)
    options.add_argument("--store", type=Path, default=peer.PROJECT / "target/peers/store")
    options.add_argument("--venv", type=Path, default=peer.PROJECT / "target/peers/duckdb")
    given = options.parse_args()
    python = peer.environment(given.venv, "duckdb", ["duckdb"])
    peer.cargo("-p", "chancery", "--", "schema")
    chancery = peer.PROJECT / "target/release/chancery"
    if not (given.store / "chancery.db").exists():
        fill = ["-p", "chancery-records", "--example", "fill", "--"]
        peer.cargo(*fill, str(given.store), str(given.events // 8), "8", "30")
    panel = [chancery, "panel", "--store", str(given.store), "--timeout", "600"]
    own, table = seconds(panel)
    start, _ = seconds([chancery, "sql", "SELECT 1", "--store", str(given.store)])
    other, rows = seconds([python, "-c", PROGRAM, QUESTION.format(segments=given.store / "segments")])
    bare, _ = seconds([python, "-c", PROGRAM, "SELECT 1"])
    print(f"chancery panel: {own:.3f} s CPU, of which {start:.3f} s to open the store; {len(table.splitlines()) - 1} rows")
    print(f"DuckDB: {other:.3f} s CPU, of which {bare:.3f} s to start Python; {rows.strip()} groups")
    print(f"ratio: {own / other:.2f}; without what each needs to start: {(own - start) / (other - bare):.2f}")


if __name__ == "__main__":
    sys.exit(main())
