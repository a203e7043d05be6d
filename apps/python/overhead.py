#!/usr/bin/env python3
"""How much more processor time does Python take than the command line, for the same table?

    target/python/tables/bin/python apps/python/overhead.py [DISPATCHES]

Both read the same Parquet file of invented dispatches and write the same events. Seconds are user and system time of whole
processes, start and loading among them. The machine should be quiet.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "apps/python/tests"))

SCRIPT = """
import resource, sys
import pyarrow as pa, pyarrow.parquet as pq
import chancery
source = pq.ParquetFile(sys.argv[1])
batches = pa.RecordBatchReader.from_batches(source.schema_arrow, source.iter_batches(1000))
events = pa.RecordBatchReader.from_stream(chancery.code(batches))
with pq.ParquetWriter(sys.argv[2], events.schema, compression="zstd") as out:
    for batch in events:
        out.write_batch(batch)
print(f"python: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
"""


def seconds(command: list[str]) -> tuple[float, float]:
    """Processor time and wall time of a process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, time.monotonic() - began


def main() -> None:
    import pyarrow
    import pyarrow.parquet
    from invented import invented

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    program = os.environ.get("CHANCERY_PROGRAM", str(ROOT / "target/release/chancery"))
    with tempfile.TemporaryDirectory() as folder:
        news, ours, theirs = (os.path.join(folder, name) for name in ("news.parquet", "py.parquet", "cli.parquet"))
        table = pyarrow.Table.from_pylist(list(invented(count, longer=2)))
        pyarrow.parquet.write_table(table, news, row_group_size=1000)
        python = [sys.executable, "-c", SCRIPT, news, ours]
        cli = [program, "code", news, "--output", theirs, "--no-progress"]
        figures = {"command line": [], "python": []}
        # Turn by turn: what else the machine does meets both.
        for _ in range(2):
            figures["command line"].append(seconds(cli))
            figures["python"].append(seconds(python))
        same = pyarrow.parquet.read_table(ours).equals(pyarrow.parquet.read_table(theirs))
    for name, runs in figures.items():
        shown = ", ".join(f"{cpu:.1f} s CPU in {wall:.1f} s" for cpu, wall in runs)
        print(f"{name}: {shown}")
    best = {name: min(cpu for cpu, _ in runs) for name, runs in figures.items()}
    print(f"python takes {best['python'] / best['command line'] - 1:+.1%} processor time; same events: {same}")


if __name__ == "__main__":
    main()
