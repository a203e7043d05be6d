"""Events as they are looked at."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import chancery

TEXT = """Kivu Star: the "M5" <b>group</b> attacks

GOMA, 2 May 2023 — Congo's defence minister, Idris <script>alert(1)</script> Camara, said that fighters of the M5
attacked a convoy of the Red Cross near Goma."""


def test_a_sentence_is_shown_with_its_roles() -> None:
    record = chancery.read("Togo's foreign minister, Ama Sessou, met Norway's envoy in Lomé on Monday.")
    shown = str(record.events[0].show())
    assert "[event: met]" in shown and "[actor: " in shown and "CONSULT" in shown
    html = record.events[0]._repr_html_()
    assert html.count("<mark") == shown.split("\n")[0].count("[")
    assert "CONSULT" in str(record) and "CONSULT" in record._repr_html_()


def test_a_speaker_is_shown() -> None:
    events = chancery.read("Ghana's president, Esi Badu, said that Togo's army attacked a village in Ghana.").events
    assert any("[speaker: " in str(e.show()) for e in events)


def test_nothing_of_a_dispatch_is_rendered() -> None:
    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in {"div", "mark", "small", "bdi", "p", "strong", "br", "ol", "li"}, tag
            assert all(name in {"style", "dir"} for name, _ in attrs), attrs

    for text in [TEXT, TEXT.replace("M5", "\u202eM5<img src=x onerror=y>"), "Togo met <i>Ghana</i> & \"Chad\" on Monday."]:
        record = chancery.read({"text": text, "outlet": "<u>Star</u>", "id": "<a href=x>"})
        html = record._repr_html_()
        Tags().feed(html)
        assert "<script" not in html and "\u202e" not in html


def test_a_record_of_a_line_is_shown_with_the_lines_around() -> None:
    record = chancery.read("Togo's foreign minister met Norway's envoy in Lomé.\n\nIt rained.")
    again = chancery.Record.from_json(record.to_json())
    assert again.events[0].sentence_span is None
    assert "[event: met]" in str(again.events[0].show()) and "rained" not in str(again.events[0].show())


def test_roles_are_told_apart_without_colour() -> None:
    html = chancery.read("Togo's foreign minister met Norway's envoy in Lomé.").events[0]._repr_html_()
    lines = set(re.findall(r"border-bottom:3px (\w+)", html))
    assert len(lines) >= 2 and "<small" in html
