"""Do pandas and DuckDB read the tables of a store, and do these agree with the records?

    python tables.py FOLDER

FOLDER holds records.jsonl (chancery/1), a Parquet and a CSV file a table, and a panel in both. Ends with 1 and the
first difference.
"""

import json
import sys
from pathlib import Path

import duckdb
import pandas

TABLES = ["events", "claims", "actors", "mentions", "participants", "dispatches", "incidents", "reports"]


def same(what, one, other):
    if one != other:
        sys.exit(f"tables.py: {what}: {one!r} is not {other!r}")


def main(folder):
    records = [json.loads(line) for line in (folder / "records.jsonl").open(encoding="utf-8")]
    db = duckdb.connect()
    frames = {}
    for table in TABLES:
        frames[table] = pandas.read_parquet(folder / f"{table}.parquet")
        csv = pandas.read_csv(folder / f"{table}.csv", keep_default_na=False)
        same(f"{table}: columns of CSV and Parquet", list(csv.columns), list(frames[table].columns))
        same(f"{table}: rows of CSV and Parquet", len(csv), len(frames[table]))
        counted = db.sql(f"SELECT count(*) FROM '{folder}/{table}.parquet'").fetchall()[0][0]
        same(f"{table}: rows in DuckDB and pandas", counted, len(frames[table]))
    same("dispatches", len(frames["dispatches"]), len(records))
    for table, part in [("events", "events"), ("claims", "claims"), ("actors", "actors")]:
        same(table, len(frames[table]), sum(len(r[part]) for r in records))
    mentions = sum(len(a["mentions"]) for r in records for a in r["actors"])
    same("mentions", len(frames["mentions"]), mentions)

    numbers = dict(zip(frames["dispatches"]["id"], frames["dispatches"]["dispatch"]))
    events = frames["events"].set_index(["dispatch", "event"])
    for record in records:
        text = record["dispatch"]["text"]
        raw = text.encode("utf-8")
        number = numbers[record["dispatch"]["id"]]
        for event in record["events"]:
            row = events.loc[(number, int(event["id"][1:]))]
            name = f"event {number}:{event['id']}"
            for column, field in [("type", "type"), ("status", "status"), ("quad", "quad")]:
                same(f"{name}, {column}", row[column], event[field])
            start, end = event["trigger"][0][0], event["trigger"][-1][1]
            same(f"{name}, trigger", (row["trigger_start"], row["trigger_end"]), (start, end))
            words = raw[row["trigger_byte_start"] : row["trigger_byte_end"]].decode("utf-8")
            same(f"{name}, bytes and code points", words, text[start:end])

    same("members of incidents", len(frames["reports"]), len(frames["events"]))
    same("sizes of incidents", int(frames["incidents"]["events"].sum()), len(frames["reports"]))

    panel = pandas.read_parquet(folder / "panel.parquet")
    same("panel in CSV", len(pandas.read_csv(folder / "panel.csv", keep_default_na=False)), len(panel))
    # The same table by another program, from the events themselves.
    again = db.sql(
        f"""
        WITH e AS (
            SELECT strftime(day, '%Y-%m') AS period, quad, string_split(actor_countries, ' ') AS a,
                string_split(CASE WHEN recipients = '' AND type IN ('AGREE', 'CONSULT', 'COOPERATE') THEN actor_countries
                    ELSE recipient_countries END, ' ') AS r,
                recipients = '' AND type IN ('AGREE', 'CONSULT', 'COOPERATE') AS mutual
            FROM '{folder}/events.parquet'
            WHERE day IS NOT NULL AND status = 'actual' AND (stance IS NULL OR stance <> 'deny')
        ), d AS (SELECT period, quad, mutual, unnest(a) AS source, r FROM e),
        p AS (SELECT period, quad, mutual, source, unnest(r) AS target FROM d)
        SELECT count(*), count(DISTINCT (period, quad, source, target)) FROM p
        WHERE source <> '' AND target <> '' AND NOT (mutual AND source = target)
        """
    ).fetchall()[0]
    same("panel: events and cells", (int(panel["count"].sum()), len(panel)), again)
    print(f"tables.py: {len(records)} records, {len(events)} events, {len(panel)} cells of the panel agree")


main(Path(sys.argv[1]))
