"""Do other programs read the tabular exports, and do these say what the records say?

    python tabular.py FOLDER

FOLDER holds records.jsonl (chancery/1) and what was written from these records: events.gdelt.csv,
mentions.gdelt.csv, events.icews.tab, events.polecat.txt, events.phoenix.txt, events.plover.jsonl. Each is read
with pandas and with DuckDB, by the field's own column names and types; both must see the same, and it must be
what is worked out here from the records, without the program's help. Ends with 1 and the first difference.
"""

import csv
import json
import sys
from datetime import date
from pathlib import Path

import duckdb
import pandas

from records import chain, first_day, told

GDELT = (
    "GLOBALEVENTID:BIGINT SQLDATE:INTEGER MonthYear:INTEGER Year:INTEGER FractionDate:DOUBLE "
    + " ".join(
        f"Actor{n}{field}:VARCHAR"
        for n in (1, 2)
        for field in (
            "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code "
            "Type3Code"
        ).split()
    )
    + " IsRootEvent:INTEGER EventCode:VARCHAR EventBaseCode:VARCHAR EventRootCode:VARCHAR QuadClass:INTEGER "
    "GoldsteinScale:DOUBLE NumMentions:INTEGER NumSources:INTEGER NumArticles:INTEGER AvgTone:DOUBLE "
    + " ".join(
        f"{who}Geo_{field}"
        for who in ("Actor1", "Actor2", "Action")
        for field in (
            "Type:INTEGER FullName:VARCHAR CountryCode:VARCHAR ADM1Code:VARCHAR ADM2Code:VARCHAR Lat:DOUBLE "
            "Long:DOUBLE FeatureID:VARCHAR"
        ).split()
    )
    + " DATEADDED:BIGINT SOURCEURL:VARCHAR"
)
MENTIONS = (
    "GLOBALEVENTID:BIGINT EventTimeDate:BIGINT MentionTimeDate:BIGINT MentionType:INTEGER "
    "MentionSourceName:VARCHAR MentionIdentifier:VARCHAR SentenceID:INTEGER Actor1CharOffset:INTEGER "
    "Actor2CharOffset:INTEGER ActionCharOffset:INTEGER InRawText:INTEGER Confidence:INTEGER "
    "MentionDocLen:INTEGER MentionDocTone:DOUBLE MentionDocTranslationInfo:VARCHAR Extras:VARCHAR"
)
ICEWS = (
    "Event ID:BIGINT|Event Date:DATE|Source Name:VARCHAR|Source Sectors:VARCHAR|Source Country:VARCHAR|"
    "Event Text:VARCHAR|CAMEO Code:VARCHAR|Intensity:DOUBLE|Target Name:VARCHAR|Target Sectors:VARCHAR|"
    "Target Country:VARCHAR|Story ID:BIGINT|Sentence Number:INTEGER|Publisher:VARCHAR|City:VARCHAR|"
    "District:VARCHAR|Province:VARCHAR|Country:VARCHAR|Latitude:DOUBLE|Longitude:DOUBLE"
)
POLECAT = (
    "Event ID:VARCHAR|Event Date:DATE|Event Type:VARCHAR|Event Mode:VARCHAR|Intensity:DOUBLE|Quad Code:VARCHAR|"
    "Contexts:VARCHAR|Actor Name:VARCHAR|Actor Country:VARCHAR|Actor COW:VARCHAR|Primary Actor Sector:VARCHAR|"
    "Actor Sectors:VARCHAR|Actor Title:VARCHAR|Actor Name Raw:VARCHAR|Wikipedia Actor ID:VARCHAR|"
    "Recipient Name:VARCHAR|Recipient Country:VARCHAR|Recipient COW:VARCHAR|Primary Recipient Sector:VARCHAR|"
    "Recipient Sectors:VARCHAR|Recipient Title:VARCHAR|Recipient Name Raw:VARCHAR|"
    "Wikipedia Recipient ID:VARCHAR|Placename:VARCHAR|City:VARCHAR|District:VARCHAR|Province:VARCHAR|"
    "Country:VARCHAR|Latitude:DOUBLE|Longitude:DOUBLE|GeoNames ID:BIGINT|Raw Placename:VARCHAR|"
    "Feature Type:VARCHAR|Source:VARCHAR|Publication Date:DATE|Story People:VARCHAR|"
    "Story Organizations:VARCHAR|Story Locations:VARCHAR|Language:VARCHAR|Version:VARCHAR"
)
PHOENIX = (
    "EventID:BIGINT Date:INTEGER Year:INTEGER Month:INTEGER Day:INTEGER SourceActorFull:VARCHAR "
    "SourceActorEntity:VARCHAR SourceActorRole:VARCHAR SourceActorAttribute:VARCHAR TargetActorFull:VARCHAR "
    "TargetActorEntity:VARCHAR TargetActorRole:VARCHAR TargetActorAttribute:VARCHAR EventCode:VARCHAR "
    "EventRootCode:VARCHAR QuadClass:INTEGER GoldsteinScore:DOUBLE Issues:VARCHAR Lat:DOUBLE Lon:DOUBLE "
    "LocationName:VARCHAR StateName:VARCHAR CountryName:VARCHAR SentenceID:VARCHAR URLs:VARCHAR "
    "NewsSources:VARCHAR"
)
# Codes of countries that CAMEO writes otherwise, and what PLOVER writes in a country's place.
CAMEO = {"ROU": "ROM", "TLS": "TMP", "IMN": "IMY", "EUR": "EUR"}
ELSEWHERE = {"UNO", "IGO", "IMG", "ISM", "MNC", "NGO"}
PANDAS = {"BIGINT": "Int64", "INTEGER": "Int64", "DOUBLE": "Float64", "VARCHAR": "string", "DATE": "string"}
BREAKS = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\0"), " ")


def check(condition, *message):
    """Ends the program where something is not as it must be."""
    if not condition:
        sys.exit("tabular: " + " ".join(map(str, message)))


def same(found, expected, *where):
    """The same for a value, with what was found."""
    check(found == expected, *where, f"found {found!r}, expected {expected!r}")


def clean(value):
    """A value as it stands in a cell."""
    return ("" if value is None else str(value)).translate(BREAKS)


def table(path, columns, widths, header):
    """Reads a table with both programs and gives its rows."""
    parts = columns.split("|" if "|" in columns else " ")
    kinds = dict(part.rsplit(":", 1) for part in parts)
    same(len(kinds), widths, path.name, "columns of this reader")
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            same(line.rstrip("\n").count("\t") + 1, widths, f"{path.name}:{number}: columns")
    frame = pandas.read_csv(
        path,
        sep="\t",
        header=0 if header else None,
        names=None if header else list(kinds),
        dtype={name: PANDAS[kind] for name, kind in kinds.items()},
        quoting=csv.QUOTE_NONE,
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    same(list(frame.columns), list(kinds), path.name, "header")
    relation = duckdb.sql(
        "SELECT * FROM read_csv($path, delim='\t', quote='', escape='', nullstr='', header=$header, "
        "auto_detect=false, columns=$columns)",
        params={"path": str(path), "header": header, "columns": kinds},
    )
    same([str(t) for t in relation.types], list(kinds.values()), path.name, "types with DuckDB")
    by_duckdb = [dict(zip(kinds, row)) for row in relation.fetchall()]
    same(len(frame), len(by_duckdb), path.name, "rows of pandas and of DuckDB")
    for number, (row, other) in enumerate(zip(frame.to_dict("records"), by_duckdb), 1):
        for name, value in row.items():
            value = None if pandas.isna(value) else value
            if kinds[name] == "DATE" and value is not None:
                value = date.fromisoformat(value)
            same(value, other[name], f"{path.name}: row {number}, {name}: pandas and DuckDB differ:")
    return by_duckdb


def pairs(event, who, whom):
    """The pairs of an event in the order of its rows."""
    together = event["type"] in ("AGREE", "CONSULT", "COOPERATE") or event["cameo"] == "057"
    if together and len(who) > 1 and not event["recipients"]:
        return [p for n, a in enumerate(who) for b in who[n + 1 :] for p in ((a, b), (b, a))][:100]
    return [(a, b) for a in who or [None] for b in whom or [None]][:100]


def day_of(record, event):
    """An event's day."""
    return first_day((event["date"] or {}).get("value")) or first_day(record["dispatch"]["published"])


def expected(records, numbers):
    """What the rows of GDELT, Mentions, ICEWS and Phoenix tell of, in their order."""
    for number, record in numbers:
        record = records[record]
        for event, who, whom in told(record):
            for n, pair in enumerate(pairs(event, who, whom)):
                yield number * 100_000 + int(event["id"][1:]) * 100 + n, record, event, pair


def check_actor(row, name, code, country, actor, where):
    """Name, code and country of an actor in CAMEO's terms."""
    same(row[name] or "", clean(actor and actor["name"].upper()), where, name)
    code_found, country_found = row[code] or "", row[country] or ""
    check(len(code_found) % 3 == 0 and code_found == code_found.upper(), where, code, code_found)
    iso = actor and actor["country"]
    if iso and iso not in ELSEWHERE:
        same(country_found, CAMEO.get(iso, iso), where, country)
        check(country_found in (code_found[:3], code_found[3:6]), where, code, code_found, "of", country_found)
    else:
        same(country_found, "", where, country)


def check_gdelt(rows, wanted):
    """GDELT's event table."""
    same(len(rows), len(wanted), "events.gdelt.csv: rows")
    for row, (id_, record, event, (who, whom)) in zip(rows, wanted):
        where = f"events.gdelt.csv: {id_}:"
        same(row["GLOBALEVENTID"], id_, where)
        day = day_of(record, event)
        same(row["SQLDATE"], day and int(day.strftime("%Y%m%d")), where, "SQLDATE")
        same(row["MonthYear"], day and day.year * 100 + day.month, where, "MonthYear")
        same(row["Year"], day and day.year, where, "Year")
        check(day is None or day.year <= row["FractionDate"] < day.year + 1, where, "FractionDate")
        check_actor(row, "Actor1Name", "Actor1Code", "Actor1CountryCode", who, where)
        check_actor(row, "Actor2Name", "Actor2Code", "Actor2CountryCode", whom, where)
        check_code(row, event, "EventCode", "EventRootCode", where)
        same(row["EventBaseCode"], row["EventCode"][:3], where, "EventBaseCode")
        root = int(row["EventRootCode"])
        same(row["QuadClass"], 1 + (root > 5) + (root > 8) + (root > 13), where, "QuadClass")
        check(-10 <= (row["GoldsteinScale"] or 0) <= 10, where, "GoldsteinScale")
        same(row["IsRootEvent"], int(event["sentence"] <= 2), where, "IsRootEvent")
        place = event["place"] or {}
        same(row["ActionGeo_Lat"], place.get("lat"), where, "ActionGeo_Lat")
        same(row["ActionGeo_Long"], place.get("lon"), where, "ActionGeo_Long")
        check(row["ActionGeo_Type"] in (0, 1, 3, 4), where, "ActionGeo_Type")
        same(len(str(row["DATEADDED"])), 14, where, "digits of DATEADDED")
        dispatch = record["dispatch"]
        same(row["SOURCEURL"], clean(dispatch["url"] or dispatch["origin"]), where, "SOURCEURL")


def check_code(row, event, code, root, where):
    """The record's CAMEO code, or some code where it has none."""
    check(row[code] and row[code].isdigit(), where, code, row[code])
    same(row[code], event["cameo"] or row[code], where, code)
    same(row[root], row[code][:2], where, root)


def check_mentions(rows, wanted):
    """GDELT's mentions: what begins at their offsets."""
    same(len(rows), len(wanted), "mentions.gdelt.csv: rows")
    for row, (id_, record, event, pair) in zip(rows, wanted):
        where = f"mentions.gdelt.csv: {id_}:"
        same(row["GLOBALEVENTID"], id_, where)
        text = record["dispatch"]["text"]
        same(row["MentionDocLen"], len(text), where, "MentionDocLen")
        same(row["SentenceID"], event["sentence"] + 1, where, "SentenceID")
        same(row["MentionType"], 1 if record["dispatch"]["url"] else 2, where, "MentionType")
        check(row["Confidence"] in range(10, 101, 10), where, "Confidence", row["Confidence"])
        check(abs(row["Confidence"] - event["evidence"]["confidence"] * 100) <= 10, where, "Confidence")
        trigger = min(event["trigger"])
        same(row["ActionCharOffset"], trigger[0], where, "ActionCharOffset")
        words = text[row["ActionCharOffset"] :][: trigger[1] - trigger[0]]
        check(words and words == words.strip(), where, "the words of the deed are", repr(words))
        for field, actor in zip(("Actor1CharOffset", "Actor2CharOffset"), pair):
            at = row[field]
            starts = {m["span"][0]: m["span"] for m in (actor or {"mentions": []})["mentions"]}
            check(at == -1 or at in starts, where, field, at, "is where no mention begins")
            words = text[at : starts[at][1]] if at in starts else "nobody"
            check(words and words == words.strip(), where, field, "the words are", repr(words))


def check_icews(rows, wanted):
    """ICEWS."""
    same(len(rows), len(wanted), "events.icews.tab: rows")
    for row, (id_, record, event, (who, whom)) in zip(rows, wanted):
        where = f"events.icews.tab: {id_}:"
        same(row["Event ID"], id_ // 100 * 100, where, "Event ID")
        same(row["Event Date"], day_of(record, event), where, "Event Date")
        same(row["CAMEO Code"], event["cameo"] or row["CAMEO Code"], where, "CAMEO Code")
        check(row["Event Text"], where, "has no Event Text")
        same(row["Story ID"], id_ // 100_000, where, "Story ID")
        same(row["Sentence Number"], event["sentence"] + 1, where, "Sentence Number")
        same(row["Publisher"] or "", clean(record["dispatch"]["outlet"]), where, "Publisher")
        for side, actor in (("Source", who), ("Target", whom)):
            same(row[f"{side} Name"] or "", clean(actor and actor["name"]), where, side)
            sectors = [s for s in (row[f"{side} Sectors"] or "").split(",") if s]
            known = [s for s in (actor or {"sectors": []})["sectors"] if s != "UNK"]
            extra = bool(actor and actor["country"] in ELSEWHERE | {"EUR"})
            same(len(sectors), len(known) + extra, where, side, sectors)
            has_country = bool(actor and actor["country"] and not extra)
            same(bool(row[f"{side} Country"]), has_country, where, side, "country")


def check_phoenix(rows, wanted):
    """Phoenix."""
    same(len(rows), len(wanted), "events.phoenix.txt: rows")
    for row, (id_, record, event, pair) in zip(rows, wanted):
        where = f"events.phoenix.txt: {id_}:"
        same(row["EventID"], id_, where)
        day = day_of(record, event)
        found = (row["Date"], row["Year"], row["Month"], row["Day"])
        days = (int(day.strftime("%Y%m%d")), day.year, day.month, day.day) if day else (None,) * 4
        same(found, days, where, "date")
        check_code(row, event, "EventCode", "EventRootCode", where)
        check(row["QuadClass"] in range(5), where, "QuadClass")
        for side in ("Source", "Target"):
            parts = [row[f"{side}Actor{p}"] or "" for p in ("Entity", "Role", "Attribute")]
            same("".join(parts).replace(";", ""), row[f"{side}ActorFull"] or "", where, side)
        for side, actor in zip(("Source", "Target"), pair):
            iso = actor and actor["country"]
            if iso and iso not in ELSEWHERE | {"EUR"}:
                same(row[f"{side}ActorEntity"], CAMEO.get(iso, iso), where, side)
        issues = ";".join(f"{c},1" for c in event["contexts"])
        same(row["Issues"] or "", issues, where, "Issues")
        same(row["SentenceID"], f"{record['dispatch']['id']}_{event['sentence'] + 1}", where, "SentenceID")


def check_polecat(rows, records, order):
    """POLECAT: one row an event, with all who take part."""
    quads = "VERBAL COOPERATION,MATERIAL COOPERATION,VERBAL CONFLICT,MATERIAL CONFLICT".split(",")
    wanted = [(records[id_], *event) for id_ in order for event in told(records[id_])]
    same(len(rows), len(wanted), "events.polecat.txt: rows")
    for row, (record, event, who, whom) in zip(rows, wanted):
        where = f"events.polecat.txt: {row['Event ID']}:"
        same(row["Event ID"], f"{record['dispatch']['id']}:{event['id']}", where)
        same(row["Event Date"], day_of(record, event), where, "Event Date")
        same((row["Event Type"], row["Event Mode"]), (event["type"], event["mode"]), where, "type and mode")
        same((row["Intensity"], row["Quad Code"]), (event["intensity"], quads[event["quad"] - 1]), where)
        same(row["Contexts"] or "", "; ".join(event["contexts"]), where, "Contexts")
        same(row["GeoNames ID"], (event["place"] or {}).get("geonameid"), where, "GeoNames ID")
        for side, all_ in (("Actor", who), ("Recipient", whom)):
            columns = {
                f"{side} Name": [a["name"] for a in all_],
                f"{side} Country": [a["country"] for a in all_],
                f"Primary {side} Sector": [a["sectors"][0] if a["sectors"] else None for a in all_],
                f"{side} Sectors": [", ".join(a["sectors"]) for a in all_],
                f"{side} Title": [a["office"] or a["office_text"] for a in all_],
            }
            for name, values in columns.items():
                joined = "; ".join(clean(v or "None").replace(";", ",") for v in values) if any(values) else ""
                same(row[name] or "", joined, where, name)
            states = [a["country"] for a in all_ if a["country"] and a["country"] not in ELSEWHERE | {"EUR"}]
            numbers = [n for n in (row[f"{side} COW"] or "").split("; ") if n.isdigit()]
            check(len(numbers) <= len(states), where, f"{side} COW", numbers, "of", states)


def spans(value):
    """All objects with start, end and text within a value."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check_plover(path, records, order):
    """PLOVER: one line an event, whatever its status; every span says what the text says."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        rows = [json.loads(line) for line in lines]
    wanted = [(records[id_], event) for id_ in order for event in records[id_]["events"]]
    same(len(rows), len(wanted), f"{path.name}: lines")
    same(len({row["id"] for row in rows}), len(rows), f"{path.name}: different ids")
    for row, (record, event) in zip(rows, wanted):
        where = f"{path.name}: {row['id']}:"
        same(row["id"], f"{record['dispatch']['id']}:{event['id']}", where)
        check({"id", "date", "actor", "event"} <= row.keys(), where, "lacks a field that PLOVER requires")
        same(row["date"], str(day_of(record, event) or "") or None, where, "date")
        same((row["event"], row.get("mode", [])), ([event["type"]], [event["mode"]] if event["mode"] else []), where)
        same((row["quad_code"], row["event_scale"]), (event["quad"], event["intensity"]), where)
        same((row["status"], row.get("context", [])), (event["status"], event["contexts"]), where)
        same([a["id"] for a in row["actor"]], event["actors"], where, "actors")
        same([a["id"] for a in row.get("recipient", [])], event["recipients"], where, "recipients")
        names = {a["id"]: (a["country"], a["name"]) for a in record["actors"]}
        text = record["dispatch"]["text"]
        for a in row["actor"] + row.get("recipient", []):
            same((a.get("code"), a["identifier_text"]), names[a["id"]], where, "actor")
            check(a["start"] is None or text[a["start"] : a["end"]] == a["entity_text"], where, a["entity_text"])
        claims = [c["id"] for c in chain(record, event)]
        same([c["id"] for c in row["attribution"]["claims"]], claims, where, "claims")
        same(len(row["trigger"]), len(event["trigger"]), where, "trigger")
        for words in spans(row):
            same(words["text"], text[words["start"] : words["end"]], where, "words")
    if rows:
        relation = duckdb.sql(
            "SELECT id, date, len(actor), event[1], status FROM read_json($path, format='newline_delimited')",
            params={"path": str(path)},
        )
        found = [(i, str(d or "") or None, n, e, s) for i, d, n, e, s in relation.fetchall()]
        seen = [(r["id"], r["date"], len(r["actor"]), r["event"][0], r["status"]) for r in rows]
        same(found, seen, f"{path.name}: DuckDB")
        frame = pandas.read_json(path, lines=True, dtype=False)
        same(list(frame["id"]), [r["id"] for r in rows], f"{path.name}: pandas")


def main(folder):
    """Checks a folder."""
    with (folder / "records.jsonl").open(encoding="utf-8", newline="\n") as lines:
        records = {r["dispatch"]["id"]: r for r in map(json.loads, lines)}
    gdelt = table(folder / "events.gdelt.csv", GDELT, 61, False)
    mentions = table(folder / "mentions.gdelt.csv", MENTIONS, 16, False)
    icews = table(folder / "events.icews.tab", ICEWS, 20, True)
    polecat = table(folder / "events.polecat.txt", POLECAT, 40, True)
    phoenix = table(folder / "events.phoenix.txt", PHOENIX, 26, False)
    # Records do not know their numbers in the store; Phoenix tells both.
    numbers = dict.fromkeys((r["EventID"] // 100_000, r["SentenceID"].split("_")[0]) for r in phoenix)
    same(len(dict(numbers)), len(numbers), "events.phoenix.txt: dispatches of a number")
    check(all(id_ in records for _, id_ in numbers), "events.phoenix.txt: a dispatch that is no record")
    silent = [id_ for id_, r in records.items() if any(told(r)) and id_ not in {i for _, i in numbers}]
    same(silent, [], "events.phoenix.txt: dispatches left out")
    wanted = list(expected(records, numbers))
    check_gdelt(gdelt, wanted)
    check_mentions(mentions, wanted)
    check_icews(icews, wanted)
    check_phoenix(phoenix, wanted)
    with (folder / "events.plover.jsonl").open(encoding="utf-8", newline="\n") as lines:
        order = list(dict.fromkeys(json.loads(line)["id"].split(":")[0] for line in lines))
    check(all(id_ in records for id_ in order), "events.plover.jsonl: a dispatch that is no record")
    same({i for i, r in records.items() if r["events"]}, set(order), "events.plover.jsonl: dispatches")
    check_polecat(polecat, records, order)
    check_plover(folder / "events.plover.jsonl", records, order)
    found = [m[f] for m in mentions for f in ("Actor1CharOffset", "Actor2CharOffset")]
    print(
        f"tabular: {len(records)} records, {len(gdelt)} rows of GDELT, Mentions, ICEWS and Phoenix, "
        f"{len(polecat)} of POLECAT; {sum(at >= 0 for at in found)} actors found in the text"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
