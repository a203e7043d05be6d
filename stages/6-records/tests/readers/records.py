"""What do records say? What the scripts beside this one work out of records.jsonl without the program's help."""

from datetime import date


def chain(record, event):
    """The claims that an event stands in, from within outwards."""
    claims, found, at = {c["id"]: c for c in record["claims"]}, [], event["reported_by"]
    while at in claims and claims[at] not in found:
        found.append(claims[at])
        at = claims[at]["within"]
    return found


def is_denied(record, event):
    """Whether somebody through whom an event is told denies it."""
    return any(c["stance"] == "deny" for c in chain(record, event))


def told(record):
    """The events that happened and nobody denies, each with its actors and recipients."""
    actors = {a["id"]: a for a in record["actors"]}
    for event in record["events"]:
        who = [actors[a] for a in event["actors"] if a in actors]
        whom = [actors[a] for a in event["recipients"] if a in actors]
        if event["status"] == "actual" and not is_denied(record, event) and (who or whom):
            yield event, who, whom


def first_day(value):
    """The first day of an ISO date of any granularity."""
    if not value:
        return None
    parts = value.split("/")[0].split("T")[0].split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return date(year, 1, 1)
    if parts[1].startswith("W"):
        return date.fromisocalendar(year, int(parts[1][1:]), 1)
    if parts[1].startswith("Q"):
        return date(year, int(parts[1][1:]) * 3 - 2, 1)
    month = int(parts[1])
    month = (month - 21) * 3 + 3 if month > 20 else month
    return date(year, month, int(parts[2]) if len(parts) > 2 else 1)
