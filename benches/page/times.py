"""How long does each kind of page take when nobody has asked for it before, and how long does a page take to start?

    python3 benches/page/times.py PROGRAM STORE [--requests 200]

Serves STORE with PROGRAM on this machine alone. Each address is asked for once, after a store was opened, so that no
answer is remembered: distinct dispatches, events, actors, filters; pages of which there is only one get a parameter
that nothing reads. Prints the median, the 95th percentile and the largest of each kind in milliseconds, the time from
start until /healthz answers, and the memory at both ends.
"""

import argparse
import http.client
import json
import random
import time
import urllib.parse

from served import memory, served


def ask(connection, path):
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    return (time.perf_counter() - began) * 1000, answer.status, body


def rows(connection, sql):
    _, status, body = ask(connection, "/api/v1/sql?limit=1000&q=" + urllib.parse.quote(sql))
    return json.loads(body)["rows"] if status == 200 else []


def addresses(connection, n):
    """Distinct addresses of each kind of page; the same for the same store."""
    chance = random.Random(8)
    quote = urllib.parse.quote_plus
    events = rows(connection, "SELECT dispatch, event FROM events ORDER BY (dispatch * 7919) % 100003, event LIMIT 1000")
    dispatches = list(dict.fromkeys(e[0] for e in events))
    actors = rows(connection, "SELECT DISTINCT name, coalesce(country, '') FROM participants ORDER BY 1, 2 LIMIT 1000")
    outlets = [r[0] for r in rows(connection, "SELECT DISTINCT outlet FROM dispatches WHERE outlet IS NOT NULL ORDER BY 1 LIMIT 1000")]
    dyads = rows(connection, "SELECT DISTINCT p.country, q.country FROM participants p JOIN participants q ON p.dispatch = q.dispatch "
                 "AND p.event = q.event WHERE p.role = 'actor' AND q.role = 'recipient' AND p.country < q.country ORDER BY 1, 2 LIMIT 1000")
    incidents = rows(connection, "SELECT incident FROM incidents ORDER BY dispatches DESC, incident LIMIT 1000")
    types = [r[0] for r in rows(connection, "SELECT DISTINCT type FROM events ORDER BY 1 LIMIT 100")]
    countries = sorted({c for pair in dyads for c in pair})
    for some in (events, dispatches, actors, dyads, incidents):
        chance.shuffle(some)
    fresh = iter(range(1_000_000))

    def many(make):
        return list(dict.fromkeys(make(k) for k in range(n)))

    def of(some, make):
        return [make(one) for one in some[:n]]

    def once(path):
        mark = "&" if "?" in path else "?"
        return [f"{path}{mark}unread={next(fresh)}" for _ in range(n)]

    kinds = {
        "start": once("/"),
        "dispatch": of(dispatches, lambda d: f"/dispatch/{d}"),
        "event": of(events, lambda e: f"/dispatch/{e[0]}?event={e[1]}"),
        "incident": of(incidents, lambda i: f"/incident/{i[0]}"),
        "incidents": once("/incidents"),
        "actors": once("/actors"),
        "actor": of(actors, lambda a: f"/actor?name={quote(a[0])}" + (f"&country={quote(a[1])}" if a[1] else "")),
        "outlets": once("/outlets"),
        "outlet": [f"/outlet?name={quote(o)}&unread={next(fresh)}" for o in (outlets * n)[:n]],
        "search": once("/search"),
        "search, page by page": many(lambda k: f"/search?page={chance.randrange(1, 2000)}"),
        "API events": once("/api/v1/events"),
        "API series": once("/api/v1/series"),
        "API network": once("/api/v1/network"),
        "map": once("/search?view=map"),
        "network": once("/search?view=network"),
        "network of actors": once("/search?view=network&by=actor"),
        "timeline": once("/search?view=timeline"),
    }
    if dyads:
        kinds["dyad"] = of(dyads, lambda d: f"/dyad?a={d[0]}&b={d[1]}")
    if types and countries:
        kinds["search, type and country"] = many(
            lambda k: f"/search?type={types[k % len(types)]}&country={countries[k * 7 % len(countries)]}&unread={next(fresh)}")
        kinds["search, words"] = many(lambda k: f"/search?q={quote(actors[k % len(actors)][0])}&unread={next(fresh)}")
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("store")
    parser.add_argument("--requests", type=int, default=200, help="of each kind")
    parser.add_argument("--only", help="kinds whose name holds this")
    options = parser.parse_args()
    with served(options.program, options.store) as page:
        print(f"ready after {page.ready * 1000:.0f} ms, {memory(page.process) / 1024:.0f} MB")
        connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
        # What the first question of all warms up is not measured.
        ask(connection, "/healthz")
        print(f"{'kind':28} {'n':>5} {'median':>8} {'p95':>8} {'most':>8} {'KB':>7}  faults")
        for kind, all_of_it in addresses(connection, options.requests).items():
            if not all_of_it or (options.only and options.only not in kind):
                continue
            took, faults, size = [], 0, 0
            for path in all_of_it:
                ms, status, body = ask(connection, path)
                took.append(ms)
                size += len(body)
                faults += status != 200
            took.sort()
            at = lambda share: took[min(len(took) - 1, int(len(took) * share))]
            print(f"{kind:28} {len(took):5} {at(0.5):8.2f} {at(0.95):8.2f} {took[-1]:8.2f} {size / len(took) / 1024:7.0f}  {faults}", flush=True)
        print(f"memory in the end {memory(page.process) / 1024:.0f} MB")


if __name__ == "__main__":
    main()
