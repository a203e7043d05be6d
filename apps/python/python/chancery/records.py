"""What does Chancery say of a dispatch? The record, format ``chancery/1``, as immutable typed objects.

Spans are ``(start, end)`` in code points of ``record.dispatch.text``, as Python counts them: ``text[start:end]`` are the
words. A list of spans is discontinuous text in reading order. What is not known is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from . import _showing

__all__ = [
    "Actor",
    "Claim",
    "Cue",
    "Date",
    "Dateline",
    "Dispatch",
    "Event",
    "Evidence",
    "Mention",
    "Participant",
    "Place",
    "Producer",
    "Record",
    "Remark",
    "Repeats",
    "Span",
]

Span = tuple[int, int]
"""``[start, end)`` in code points of the dispatch's text."""


@dataclass(frozen=True, slots=True)
class Producer:
    """What made a record: two records of one producer can be compared."""

    version: str
    model: str
    """Hash of the weights."""
    rules: str
    """Hash of rules, lexicons and tables; it names ``precise`` and ``min_confidence`` where they were set."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, by whom and when a dispatch says it was sent."""

    place: str | None
    agency: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Repeats:
    """The earlier dispatch that this one repeats, and how much of either is in the other, 0 to 1."""

    id: str
    contained: float
    containing: float


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The text, and what is known of it."""

    id: str
    """Hash of the text, 32 hex digits: the same text has the same id everywhere."""
    origin: str
    """Path, address, or the id that was given."""
    url: str | None
    outlet: str | None
    title: str | None
    bylines: tuple[str, ...]
    dateline: Dateline | None
    published: str | None
    """ISO 8601, as exactly as it is known."""
    published_basis: str | None
    """What that rests on: meta, json-ld, url, dateline, text or given."""
    language: str
    text: str = field(repr=False)
    modified: str | None = None
    section: str | None = None
    repeats: Repeats | None = None

    def quote(self, span: Span | Iterable[Span]) -> str:
        """The words at a span; those of several spans with ``…`` between them."""
        return " … ".join(self.text[start:end] for start, end in _spans(span))


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an actor is named: by name, by description, or by a pronoun."""

    span: Span
    kind: str
    """named, nominal or pronoun."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is in the dispatch."""

    id: str
    kind: str
    """person, state, organisation, group, place or unknown."""
    name: str
    """The fullest form in the text."""
    country: str | None
    """ISO 3166-1 alpha-3, or PLOVER's IGO NGO ISM IMG MNC UNO EUR."""
    sectors: tuple[str, ...]
    """PLOVER's codes, primary first."""
    office: str | None
    office_text: str | None
    reference: str | None
    """Key in the reference data."""
    basis: str
    """What country and office rest on: text, reference or context."""
    loaded: tuple[Span, ...] = field(repr=False)
    """Where a loaded designation stands: the code is neutral, the words are kept."""
    mentions: tuple[Mention, ...] = field(repr=False)

    def __str__(self) -> str:
        code = " ".join([self.country or "", *self.sectors]).strip()
        return f"{self.name} ({code})" if code else self.name


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim or event rests on."""

    by: str
    """The rule or model."""
    confidence: float
    """0 to 1."""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say that somebody says."""

    span: tuple[Span, ...]
    lemma: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what."""

    id: str
    sources: tuple[Actor, ...]
    """Who says it; empty where the dispatch names nobody."""
    source_span: tuple[Span, ...] = field(repr=False)
    cue: Cue
    content: tuple[Span, ...] = field(repr=False)
    form: str
    """direct, indirect or mixed."""
    stance: str
    """assert, support, condemn, accuse, deny, demand, promise, threaten, regret or ask."""
    within: Claim | None
    """The claim that this one is nested in."""
    evidence: Evidence
    dispatch: Dispatch = field(repr=False, compare=False)

    @property
    def words(self) -> str:
        """What is said, word for word."""
        return self.dispatch.quote(self.content)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody's part in a meeting."""

    actor: Actor
    role: str
    """attendee, host or mediator."""


@dataclass(frozen=True, slots=True)
class Date:
    """When an event happened."""

    value: str
    """ISO 8601, as exactly as the text says."""
    granularity: str
    """day, week, month, quarter or year."""
    basis: str
    """text, dateline or published."""
    span: Span | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened."""

    name: str
    country: str | None
    lat: float | None
    """Degrees north."""
    lon: float | None
    """Degrees east."""
    geonameid: int | None
    span: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, and who says so."""

    id: str
    type: str
    """PLOVER 2.0: AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST,
    SANCTION, MOBILIZE, COERCE or ASSAULT."""
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    intensity: float
    """PLOVER's score from conflict to cooperation, -10 to 10."""
    actors: tuple[Actor, ...]
    """Who does it; all parties of a reciprocal event."""
    recipients: tuple[Actor, ...]
    participants: tuple[Participant, ...]
    status: str
    """actual, future, hypothetical, negated or historical."""
    reported_by: Claim | None
    """The claim that it stands in; ``None``: the outlet says so itself."""
    date: Date | None
    place: Place | None
    trigger: tuple[Span, ...] = field(repr=False)
    sentence: int = field(repr=False)
    """The sentence's number within the dispatch, from 0."""
    same_as: tuple[str, ...]
    """Ids of other events of this record that tell of the same happening."""
    evidence: Evidence = field(repr=False)
    dispatch: Dispatch = field(repr=False, compare=False)
    sentence_span: Span | None = field(default=None, repr=False, compare=False)
    """Where its sentence stands; ``None`` where only the record's line of JSON was at hand."""

    @property
    def words(self) -> str:
        """The words that carry the event."""
        return self.dispatch.quote(self.trigger)

    def show(self) -> _showing.Shown:
        """The sentence with its roles: marked in a notebook, in brackets elsewhere."""
        return _showing.shown(self)

    def _repr_html_(self) -> str:
        return self.show()._repr_html_()


@dataclass(frozen=True, slots=True)
class Remark:
    """What was odd about the text."""

    stage: str
    code: str
    span: tuple[Span, ...] | None
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one dispatch says.

    >>> record = chancery.read("Norway's envoy met the foreign minister of Togo in Lomé on Monday.")
    >>> [(e.type, [str(a) for a in e.actors]) for e in record.events]
    """

    format: str
    producer: Producer = field(repr=False)
    dispatch: Dispatch
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    remarks: tuple[Remark, ...]
    _line: str | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """The record of a line that ``chancery read --format jsonl`` wrote.

        Raises ``InputError`` where the line is no record.
        """
        from . import _json

        text = line.decode() if isinstance(line, bytes) else line
        return _json.record(text.strip(), ())

    def to_json(self) -> str:
        """The very line that the command line writes, without its newline."""
        from . import _json

        return _json.line(self) if self._line is None else self._line

    def quote(self, span: Span | Iterable[Span]) -> str:
        """The words at a span; those of several spans with ``…`` between them."""
        return self.dispatch.quote(span)

    def _repr_html_(self) -> str:
        return _showing.record_html(self)

    def __str__(self) -> str:
        return _showing.record_text(self)


def _spans(given: Span | Iterable[Span]) -> Iterable[Span]:
    parts: tuple[Any, ...] = tuple(given)
    if len(parts) == 2 and isinstance(parts[0], int):
        return [(parts[0], parts[1])]
    return parts
