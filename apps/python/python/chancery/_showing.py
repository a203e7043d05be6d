"""How is an event shown? Its sentence with the roles in it: marked in a notebook, in brackets elsewhere.

All that stands in a dispatch is text: it is escaped, and nothing in it is rendered or fetched. Roles are told apart by
a label and by the line under the words, not by colour alone; the colours are Okabe and Ito's, which the colour-blind tell
apart, on a background that is left to the reader's theme.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import Actor, Event, Record, Span

_ROLES = {
    "actor": ("#0072B2", "solid"),
    "recipient": ("#D55E00", "double"),
    "speaker": ("#CC79A7", "dotted"),
    "event": ("#009E73", "dashed"),
}
"""The line under the words of a role."""

_CONTROL = {c: "\N{REPLACEMENT CHARACTER}" for c in range(32) if chr(c) not in "\n\t"}
_CONTROL.update({c: f"⟨U+{c:04X}⟩" for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))})
"""What would change how the text around it is shown."""


class Shown:
    """An event to be looked at: HTML in a notebook, text as ``str``."""

    __slots__ = ("_html", "_text")

    def __init__(self, text: str, html: str) -> None:
        self._text = text
        self._html = html

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._html


def shown(event: Event) -> Shown:
    """An event's sentence with its roles, and what was coded under it."""
    start, end = event.sentence_span or _lines_around(event)
    marks = _marks(event, start, end)
    text, html, at = [], [], start
    for (begin, stop), role in marks:
        between, words = event.dispatch.text[at:begin], event.dispatch.text[begin:stop]
        text.append(f"{_clean(between)}[{role}: {_clean(words)}]")
        html.append(f"{_escaped(between)}{_mark(words, role)}")
        at = stop
    rest = event.dispatch.text[at:end]
    text.append(_clean(rest))
    html.append(_escaped(rest))
    coded = summary(event)
    style = "line-height:2;max-width:48em;white-space:pre-line"
    sentence = f'<div dir="auto" style="{style}">{"".join(html)}</div>'
    below = f'<div style="font-size:smaller;opacity:.8">{_escaped(coded)}</div>'
    return Shown("".join(text) + "\n" + _clean(coded), sentence + below)


def summary(event: Event) -> str:
    """``Johan Ekberg (UNO GOV) → Sudanese army (SDN MIL): REQUEST, yield; actual; the outlet says so``."""
    sides = [" and ".join(str(a) for a in side) or "someone" for side in (event.actors, event.recipients)]
    who = sides[0] if not event.recipients else " → ".join(sides)
    kind = event.type if event.mode is None else f"{event.type}, {event.mode}"
    when = f"; {event.date.value}" if event.date else ""
    if event.reported_by is None:
        says = event.dispatch.outlet or "the outlet"
        says = f"{says} says so"
    else:
        speakers = " and ".join(a.name for a in event.reported_by.sources) or "an unnamed speaker"
        says = f"claimed by {speakers}"
    return f"{who}: {kind}; {event.status}{when}; {says}"


def record_html(record: Record) -> str:
    """A dispatch's title and its events."""
    d = record.dispatch
    facts = " · ".join(f for f in (d.outlet, d.published, d.origin) if f)
    events = "".join(f'<li style="margin:.5em 0">{shown(e)._repr_html_()}</li>' for e in record.events)
    title = _escaped(d.title or d.origin or d.id)
    listed = f"<ol>{events}</ol>" if events else "<p>No event was found.</p>"
    return f"<p><strong>{title}</strong><br><small>{_escaped(facts)}</small></p>{listed}"


def record_text(record: Record) -> str:
    """The same for people at a terminal."""
    d = record.dispatch
    heading = " · ".join(f for f in (d.title, d.outlet, d.published, d.origin) if f) or d.id
    events = [f"  {e.id}  {_clean(summary(e))}" for e in record.events]
    return "\n".join([_clean(heading), *(events or ["  no event was found"])])


def _lines_around(event: Event) -> Span:
    """The lines in which the event's words stand."""
    text = event.dispatch.text
    first = min((s for s, _ in event.trigger), default=0)
    last = max((e for _, e in event.trigger), default=first)
    end = text.find("\n", last)
    return text.rfind("\n", 0, first) + 1, len(text) if end < 0 else end


def _marks(event: Event, start: int, end: int) -> list[tuple[Span, str]]:
    """What is marked between two places, in reading order; where roles overlap, the first in this list wins."""
    found: list[tuple[Span, str]] = [(s, "event") for s in event.trigger]
    speakers = event.reported_by.sources if event.reported_by else ()
    for role, actors in (("actor", event.actors), ("recipient", event.recipients), ("speaker", speakers)):
        found += [(s, role) for a in actors for s in _nearest(a, event, start, end)]
    chosen: list[tuple[Span, str]] = []
    for span, role in found:
        inside = start <= span[0] < span[1] <= end
        if inside and all(span[1] <= s or e <= span[0] for (s, e), _ in chosen):
            chosen.append((span, role))
    return sorted(chosen)


def _nearest(actor: Actor, event: Event, start: int, end: int) -> list[Span]:
    """Where an actor is named in the sentence: in the words that the coding rests on, else anywhere in it."""
    here = [m.span for m in actor.mentions if start <= m.span[0] and m.span[1] <= end]
    rests = [s for s in here if any(s[0] < e and b < s[1] for b, e in event.evidence.spans)]
    return rests or here


def _mark(words: str, role: str) -> str:
    colour, line = _ROLES[role]
    style = f"background:none;color:inherit;border-bottom:3px {line} {colour};padding:0 .1em"
    label = f'<small style="opacity:.8;font-size:65%;margin-left:.2em">{role}</small>'
    return f'<mark style="{style}"><bdi>{_escaped(words)}</bdi>{label}</mark>'


def _clean(text: str) -> str:
    return text.translate(_CONTROL)


def _escaped(text: str) -> str:
    return escape(_clean(text))
