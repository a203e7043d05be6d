"""What a user writes, for the type checker: it is never run."""

from pathlib import Path

import chancery
import chancery.spark


def one() -> tuple[int, str | None, str]:
    record: chancery.Record = chancery.read("Ghana met Togo in Accra.", precise=True)
    event: chancery.Event = record.events[0]
    actor: chancery.Actor = event.actors[0]
    speaker: str = event.reported_by.sources[0].name if event.reported_by else "the outlet"
    span: chancery.Span = event.trigger[0]
    words: str = record.quote(span) + event.words + speaker
    return event.quad, actor.country, words


def many() -> list[str]:
    records: list[chancery.Record] = chancery.read([{"text": "Ghana met Togo.", "id": 7}, b"<p>page</p>", Path("x")])
    records += chancery.read(Path("news"), columns={"text": "story"}, threads=2, progress=True)
    return [record.to_json() for record in (*records, *chancery.read_each(["a", "b"]))]


def tables() -> None:
    stream: chancery.Stream = chancery.code([{"text": "Ghana met Togo."}], rows="dispatches")
    table: chancery.Table = stream.read_all()
    again: chancery.Stream = chancery.code(table, columns={"text": "record"})
    for row in again:
        print(row["type"])
    names: list[str] = chancery.schema("events").names
    print(names, [name for name, kind, maybe in chancery.schema()])


def archive() -> None:
    store: chancery.Store = chancery.open("archive")
    summary: chancery.Summary = store.ingest(["news/", Path("wires")], commit_every=100)
    found: list[chancery.Found] = store.search("border post", limit=5)
    stored: chancery.Stored | None = store.dispatch(1)
    if stored is not None:
        print(stored.record.dispatch.title, stored.corrections, summary.new, found[0].span)
    print(store.panel(by="quad", directed=False).codebook, store.sql("SELECT 1").rows())
    metrics: list[chancery.Metric] = chancery.evaluate("record", "corpus/gold")
    print(metrics[0].value, chancery.producer().rules, chancery.__version__)


def refused() -> None:
    try:
        chancery.read(Path("absent"))
    except chancery.InputError as why:
        print(why)
