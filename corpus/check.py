#!/usr/bin/env python3
"""Is every annotation of a dispatch (corpus/gold, corpus/documents, corpus/blind) true to its text and to the codebook's tables?

Run from anywhere: `python3 corpus/check.py` prints one line a fault and exits with 1 where there are
any. With `--fill` it first writes the spans (Unicode code points of the text) beside the quoted words.
Needs nothing but the standard library.
"""

import json
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent

# PLOVER 2.0's types with their modes. The program has its own copy of these tables (model/src/plover.rs);
# this one is kept apart on purpose, so that a slip in either shows.
MODES = {
    "AGREE": [],
    "CONSULT": ["visit", "third-party", "multilateral", "phone"],
    "SUPPORT": [],
    "CONCEDE": [],
    "COOPERATE": [],
    "AID": [],
    "RETREAT": ["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
    "REQUEST": ["assist", "change", "yield", "meet"],
    "ACCUSE": ["disapprove", "investigate", "allege"],
    "REJECT": ["assist", "change", "yield", "meet"],
    "THREATEN": ["restrict", "arrest", "relations", "expel", "territory", "violence"],
    "PROTEST": ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
    "SANCTION": ["convict", "expel", "withdraw", "discontinue"],
    "MOBILIZE": ["troops", "weapons", "police", "militia"],
    "COERCE": ["seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
               "misinformation", "cyber"],
    "ASSAULT": ["abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
                "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
                "unconventional"],
}
STATUSES = ["actual", "future", "hypothetical", "negated", "historical"]
KINDS = ["person", "state", "organisation", "group", "place", "unknown"]
FORMS = ["direct", "indirect", "mixed"]
SECTORS = ("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
           "REL SOC").split()
NOT_COUNTRIES = "IGO NGO ISM IMG MNC UNO EUR".split()
FIELDS = {
    "actors": "id name kind country sectors office first",
    "claims": "id sources quote source_text cue_text content_text form within",
    "events": "id type mode actors recipients status reported_by trigger quote date place core same_as",
}


def occurrences(text, words, start, end):
    """All spans of `words` within text[start:end]."""
    found, at = [], text.find(words, start, end)
    while words and at >= 0:
        found.append([at, at + len(words)])
        at = text.find(words, at + 1, end)
    return found


def locate(text, words, within, taken=()):
    """The first span of `words` in the span `within` that overlaps none of `taken`, or None."""
    for span in occurrences(text, words, *within):
        if all(span[1] <= t[0] or t[1] <= span[0] for t in taken):
            return span
    return None


def is_date(date):
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    parts = date.split("-")
    return [len(p) for p in parts] in ([4], [4, 2], [4, 2, 2]) and all(p.isdigit() for p in parts)


class Annotation:
    """One annotated dispatch: its text, its annotation, and the faults found so far."""

    def __init__(self, path):
        self.path = path
        self.text = path.with_suffix(".txt").read_text(encoding="utf-8")
        self.data = json.loads(path.read_text(encoding="utf-8"))
        self.faults = []

    def fault(self, item, message):
        self.faults.append(f"{self.path.name}: {item}: {message}")

    def want(self, condition, item, message):
        if not condition:
            self.fault(item, message)

    def span(self, owner, item, field, words, within, taken=()):
        """Records where `words` stand; a fault where they do not."""
        span = locate(self.text, words, within, taken)
        if span is None:
            self.fault(item["id"], f"{field} not found: {words!r}")
        owner[field] = span
        return span

    def check(self):
        """Checks everything; returns the spans by item id."""
        lines = self.text.split("\n")
        self.want(len(lines) > 2 and lines[0].strip() and lines[1] == "", "text",
                  "must be a title line, a blank line, a body")
        self.want("\t" not in self.text and "\r" not in self.text, "text", "has tabs or carriage returns")
        self.want(self.data.get("doc") == self.path.stem, "doc", "must be the file's name")
        for layer, fields in FIELDS.items():
            for n, item in enumerate(self.data[layer], 1):
                self.want(item.get("id") == f"{layer[0]}{n}", layer, f"item {n} must have id {layer[0]}{n}")
                for field in fields.split():
                    self.want(field in item, item.get("id"), f"lacks {field}")
        if self.faults:
            return {}
        self.ids = {layer: [i["id"] for i in self.data[layer]] for layer in FIELDS}
        spans = {}
        for actor in self.data["actors"]:
            spans[actor["id"]] = self.actor(actor)
        for claim in self.data["claims"]:
            spans[claim["id"]] = self.claim(claim)
        for event in self.data["events"]:
            spans[event["id"]] = self.event(event)
        for unused in sorted(set(self.ids["actors"]) - self.used()):
            self.fault(unused, "is named by no claim and no event, and is no attendee")
        return spans

    def used(self):
        """Actors that some claim or event names; persons may stand for themselves."""
        used = {a["id"] for a in self.data["actors"] if a["kind"] == "person"}
        for claim in self.data["claims"]:
            used.update(claim["sources"])
        for event in self.data["events"]:
            used.update(event["actors"] + event["recipients"])
        return used

    def refer(self, item, field, layer):
        """Ids that `item[field]` holds must exist in `layer`."""
        value = item[field]
        for name in value if isinstance(value, list) else [value]:
            self.want(name is None or name in self.ids[layer], item["id"], f"{field}: no {layer} {name}")

    def actor(self, actor):
        country = actor["country"]
        self.want(actor["kind"] in KINDS, actor["id"], f"kind {actor['kind']}")
        self.want(country is None or (len(country) == 3 and country.isupper()), actor["id"],
                  f"country must be ISO alpha-3, one of {' '.join(NOT_COUNTRIES)}, or null")
        for sector in actor["sectors"]:
            self.want(sector in SECTORS, actor["id"], f"sector {sector}")
        self.want(actor["name"] in self.text, actor["id"], f"name not in the text: {actor['name']!r}")
        spans = {}
        self.span(spans, actor, "first_span", actor["first"], (0, len(self.text)))
        return spans

    def claim(self, claim):
        self.refer(claim, "sources", "actors")
        self.refer(claim, "within", "claims")
        self.want(claim["within"] != claim["id"], claim["id"], "stands within itself")
        self.want(claim["form"] in FORMS, claim["id"], f"form {claim['form']}")
        self.want(claim["content_text"], claim["id"], "has no content")
        spans = {}
        quote = self.span(spans, claim, "quote_span", claim["quote"], (0, len(self.text)))
        if quote is None:
            return spans
        contents, start = [], quote[0]
        for words in claim["content_text"]:
            content = locate(self.text, words, (start, quote[1]))
            self.want(content, claim["id"], f"content not found: {words!r}")
            if content:
                contents.append(content)
                start = content[1]
        source = None
        if claim["source_text"] is not None:
            source = self.span(spans, claim, "source_span", claim["source_text"], quote, contents)
        self.want(bool(claim["source_text"]) >= bool(claim["sources"]), claim["id"], "has sources without words")
        self.span(spans, claim, "cue_span", claim["cue_text"], quote, contents + ([source] if source else []))
        spans["content_spans"] = contents
        return spans

    def event(self, event):
        kind = event["type"]
        self.want(kind in MODES, event["id"], f"type {kind}")
        self.want(event["mode"] is None or event["mode"] in MODES.get(kind, []), event["id"],
                  f"{kind} has no mode {event['mode']}")
        self.want(event["status"] in STATUSES, event["id"], f"status {event['status']}")
        self.want(isinstance(event["core"], bool), event["id"], "core must be true or false")
        self.want(event["date"] is None or is_date(event["date"]), event["id"], f"date {event['date']}")
        self.want(event["place"] is None or event["place"] in self.text, event["id"],
                  f"place not in the text: {event['place']!r}")
        self.want(event["actors"] or event["recipients"] or not event["core"], event["id"],
                  "a core event without any party")
        self.refer(event, "actors", "actors")
        self.refer(event, "recipients", "actors")
        self.refer(event, "reported_by", "claims")
        self.refer(event, "same_as", "events")
        spans = {}
        quote = self.span(spans, event, "quote_span", event["quote"], (0, len(self.text)))
        if quote is not None:
            self.span(spans, event, "trigger_span", event["trigger"], quote)
        return spans


def main(arguments):
    folders = [CORPUS / "gold", CORPUS / "documents", *(CORPUS / "blind" / f for f in ("gold", "second", "third"))]
    paths = [p for f in folders for p in sorted(f.glob("*.json"))]
    faults, events, core, claims = [], 0, 0, 0
    texts = {p.with_suffix("") for f in folders for p in f.glob("*.txt")}
    for name in sorted(texts ^ {p.with_suffix("") for p in paths}):
        faults.append(f"{name.name}: text and annotation must come in pairs")
    for path in paths:
        if path.with_suffix("") not in texts:
            continue
        annotation = Annotation(path)
        spans = annotation.check()
        for layer in FIELDS:
            for item in annotation.data[layer]:
                mine = spans.get(item["id"], {})
                if "--fill" in arguments:
                    item.update(mine)
                for field, span in mine.items():
                    annotation.want(item.get(field) == span, item["id"], f"{field} is not {span}: run with --fill")
        if "--fill" in arguments:
            path.write_text(json.dumps(annotation.data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        faults += annotation.faults
        events += len(annotation.data["events"])
        core += sum(e["core"] is True for e in annotation.data["events"])
        claims += len(annotation.data["claims"])
    for fault in faults:
        print(fault)
    print(f"{len(paths)} dispatches, {claims} claims, {events} events ({core} core), {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
