"""How does a record come from a line of JSON, and become one?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from .errors import InputError
from .records import (
    Actor,
    Claim,
    Cue,
    Date,
    Dateline,
    Dispatch,
    Event,
    Evidence,
    Mention,
    Participant,
    Place,
    Producer,
    Record,
    Remark,
    Repeats,
    Span,
)


def _span(given: Sequence[int]) -> Span:
    return (given[0], given[1])


def _list(given: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(_span(s) for s in given)


def _of(cls: Any, given: Mapping[str, Any] | None, **changed: Any) -> Any:
    """An object of a class whose fields are called as in JSON, but for those that are changed."""
    if given is None:
        return None
    known = {f.name: given.get(f.name) for f in fields(cls) if f.init and f.name in given}
    return cls(**{**known, **changed})


def record(line: str, sentences: Sequence[Span | None]) -> Record:
    """The record of a line; ``sentences`` are those of its events."""
    try:
        made = _built(json.loads(line), sentences)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as why:
        raise InputError(f"this is no record of the format chancery/1: {why!r}") from None
    object.__setattr__(made, "_line", line)
    return made


def _built(told: Mapping[str, Any], sentences: Sequence[Span | None]) -> Record:
    said = told["dispatch"]
    dispatch: Dispatch = _of(
        Dispatch,
        said,
        bylines=tuple(said["bylines"]),
        dateline=_of(Dateline, said["dateline"]),
        repeats=_of(Repeats, said.get("repeats")),
    )
    actors = {a["id"]: _actor(a) for a in told["actors"]}
    claims = _claims(told["claims"], actors, dispatch)
    events = tuple(
        _event(e, actors, claims, dispatch, sentences[n] if n < len(sentences) else None)
        for n, e in enumerate(told["events"])
    )
    remarks = (_of(Remark, r, span=None if r["span"] is None else _list(r["span"])) for r in told["remarks"])
    return Record(
        format=told["format"],
        producer=_of(Producer, told["producer"]),
        dispatch=dispatch,
        actors=tuple(actors.values()),
        claims=tuple(claims.values()),
        events=events,
        remarks=tuple(remarks),
    )


def _actor(told: Mapping[str, Any]) -> Actor:
    mentions = tuple(Mention(_span(m["span"]), m["kind"]) for m in told["mentions"])
    actor: Actor = _of(
        Actor, told, sectors=tuple(told["sectors"]), loaded=_list(told["loaded"]), mentions=mentions
    )
    return actor


def _evidence(told: Mapping[str, Any]) -> Evidence:
    return Evidence(told["by"], told["confidence"], _list(told.get("spans", ())))


def _claims(
    told: Sequence[Mapping[str, Any]], actors: Mapping[str, Actor], dispatch: Dispatch
) -> dict[str, Claim]:
    by_id = {c["id"]: c for c in told}
    made: dict[str, Claim] = {}

    def claim(name: str) -> Claim:
        if name not in made:
            said = by_id[name]
            made[name] = _of(
                Claim,
                said,
                sources=tuple(actors[a] for a in said["sources"]),
                source_span=_list(said["source_span"]),
                cue=Cue(_list(said["cue"]["span"]), said["cue"]["lemma"]),
                content=_list(said["content"]),
                # A claim stands within one that is made before it or after it, never within itself.
                within=None if said["within"] is None else claim(said["within"]),
                evidence=_evidence(said["evidence"]),
                dispatch=dispatch,
            )
        return made[name]

    return {name: claim(name) for name in by_id}


def _event(
    told: Mapping[str, Any],
    actors: Mapping[str, Actor],
    claims: Mapping[str, Claim],
    dispatch: Dispatch,
    sentence: Span | None,
) -> Event:
    date, place = told["date"], told["place"]
    if date is not None:
        date = _of(Date, date, span=None if date["span"] is None else _span(date["span"]))
    if place is not None:
        place = _of(Place, place, span=_list(place["span"]))
    event: Event = _of(
        Event,
        told,
        contexts=tuple(told["contexts"]),
        actors=tuple(actors[a] for a in told["actors"]),
        recipients=tuple(actors[a] for a in told["recipients"]),
        participants=tuple(Participant(actors[p["actor"]], p["role"]) for p in told["participants"]),
        reported_by=None if told["reported_by"] is None else claims[told["reported_by"]],
        date=date,
        place=place,
        trigger=_list(told["trigger"]),
        same_as=tuple(told["same_as"]),
        evidence=_evidence(told["evidence"]),
        dispatch=dispatch,
        sentence_span=None if sentence is None else _span(sentence),
    )
    return event


_BESIDE = {"dispatch", "sentence_span", "_line"}
"""Fields that stand beside what the record says: it says them elsewhere."""

_BY_ID = {"sources", "actors", "recipients", "within", "reported_by"}

_MAYBE = {"modified", "section", "repeats", "spans"}
"""Left out of JSON where there is nothing; a claim's evidence has no spans."""

_DISPATCH = (
    "id origin url outlet title bylines dateline published published_basis modified section repeats language text"
).split()


def line(of: Record) -> str:
    """The record as a line of JSON."""
    return json.dumps(_plain(of), ensure_ascii=False, separators=(",", ":"))


def _plain(of: Any) -> Any:
    """What JSON says of an object of this module."""
    if isinstance(of, (list, tuple)):
        return [_plain(part) for part in of]
    if not hasattr(of, "__dataclass_fields__"):
        return of
    out = {}
    order = _DISPATCH if isinstance(of, Dispatch) else [f.name for f in fields(of)]
    for name in order:
        value = getattr(of, name)
        if name in _BESIDE and not isinstance(of, Record) or name == "_line":
            continue
        if name in _MAYBE and not value and not isinstance(of, Record):
            continue
        if name == "actor" or name in _BY_ID and not isinstance(of, Record):
            value = _ids(value)
        out[name] = _plain(value)
    return out


def _ids(of: Any) -> Any:
    if of is None:
        return None
    return [part.id for part in of] if isinstance(of, tuple) else of.id
