"""Does the page hold when 200 readers ask at once?

    python3 benches/page/load.py PROGRAM STORE [--seconds 30] [--connections 200] [--rounds 3] [--only readers]

Serves STORE with PROGRAM on this machine alone and lets wrk ask (Debian: `apt-get install wrk`). Each kind of question
is asked for so many seconds; the mixed one in several rounds, in which memory must not grow. Prints for each how many
answers came, the times in milliseconds, how many were faults or never came, and the memory in megabytes at the start,
after a third of the time and in the end. Ends with 1 where there was a fault or the 95th percentile was over
250 ms.
"""

import argparse
import http.client
import os
import random
import subprocess
import tempfile
import time

from served import memory, served
from times import addresses

FLOOR_MS = 250


def kinds(known):
    """Names with their addresses and whether each is new."""
    some = lambda *names: [path for name in names for path in known.get(name, [])]
    plain = lambda *names: [path.split("unread=")[0].rstrip("?&") for path in some(*names)]
    shown = ["/", "/search", "/incidents", "/actors", "/outlets", "/search?view=map", "/search?view=network", "/about"]
    events = some("event") + some("dispatch")
    searches = plain("search, type and country", "search, words") + some("search, page by page")
    api = ["/api/v1/events", "/api/v1/series", "/api/v1/places", "/api/v1/flows", "/api/v1/dyads", "/api/v1/facets"]
    mixed = shown + events + searches + some("incident", "dyad", "actor") + api + plain("outlet")
    random.Random(8).shuffle(mixed)
    return [
        ("start", ["/"], "readers"),
        ("searches", searches, "readers"),
        ("dispatches and events", events, "readers"),
        ("API events", api[:1] + [a.replace("/search", "/api/v1/events") for a in searches if "page=" not in a], "readers"),
        ("readers", shown * 20 + mixed, "readers"),
        ("unread dispatches and events", events, "unread"),
        ("unread searches", searches, "unread"),
        ("unread API events", api[:1], "unread"),
        ("unread start", ["/"], "unread"),
        ("unread of all kinds", mixed, "unread"),
    ]


def ask(page, name, paths, mode, options):
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="ascii") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        before = memory(page.process)
        process = subprocess.Popen(
            ["wrk", "-t2", f"-c{options.connections}", f"-d{options.seconds}s", "--timeout", "10s", "-s",
             os.path.join(here, "load.lua"), f"http://127.0.0.1:{page.port}/", "--", file.name, mode],
            stdout=subprocess.PIPE, text=True,
        )
        time.sleep(options.seconds / 3)
        third = memory(page.process)
        out, _ = process.communicate(timeout=options.seconds + 60)
    after = memory(page.process)
    result = next((line.split()[1:] for line in out.splitlines() if line.startswith("RESULT")), None)
    if result is None:
        raise SystemExit(f"wrk failed: {out}")
    answers, rate, p50, p95, p99, most = int(result[0]), *map(float, result[1:6])
    faults, lost = int(result[6]), int(result[7])
    print(f"{name:30} {answers:8} {rate:8.0f} {p50:8.1f} {p95:8.1f} {p99:8.1f} {most:8.1f} {faults:6} {lost:6}"
          f"   {before // 1024:5} {third // 1024:5} {after // 1024:5}", flush=True)
    return faults + lost == 0 and p95 <= FLOOR_MS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("store")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3, help="of the mixed questions")
    parser.add_argument("--only", help="kinds whose name holds this")
    options = parser.parse_args()
    holds = True
    with served(options.program, options.store) as page:
        connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
        known = addresses(connection, 500)
        connection.close()
        print(f"{'kind':30} {'answers':>8} {'a second':>8} {'median':>8} {'p95':>8} {'p99':>8} {'most':>8} {'faults':>6} {'lost':>6}"
              f"   {'MB':>5} {'third':>5} {'end':>5}")
        for name, paths, mode in kinds(known):
            if options.only and options.only not in name:
                continue
            for _ in range(options.rounds if name in ("readers", "unread of all kinds") else 1):
                holds &= ask(page, name, paths, mode, options)
    raise SystemExit(0 if holds else 1)


if __name__ == "__main__":
    main()
