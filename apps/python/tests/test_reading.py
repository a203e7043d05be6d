"""Text in, records out: the same bytes as on the command line."""

from __future__ import annotations

import dataclasses
import json
import pickle
from pathlib import Path

import chancery
import pytest
from conftest import EXAMPLES
from invented import invented

MEETING = "LOMÉ, 3 March 2024 — Togo's foreign minister, Ama Sessou, met Norway's envoy, Jonas Lind, in Lomé on Sunday."


def test_a_text_becomes_a_record() -> None:
    record = chancery.read(MEETING)
    (event,) = [e for e in record.events if e.type == "CONSULT"]
    assert [a.country for a in event.actors] == ["TGO", "NOR"]
    assert event.words == "met"
    assert record.quote(event.trigger) == "met"
    assert event.sentence_span is not None and "Ama Sessou" in record.quote(event.sentence_span)
    assert record.dispatch.text[slice(*event.actors[0].mentions[0].span)] in MEETING
    assert event.actors[0] is next(a for a in record.actors if a.id == event.actors[0].id)


def test_many_texts_become_records_in_their_order() -> None:
    texts = [str(d["text"]) for d in invented(40)]
    records = chancery.read(texts)
    assert [r.dispatch.text for r in records] == texts
    assert chancery.read([]) == []
    assert chancery.read(iter(texts[:3]), threads=1) == records[:3]


def test_lines_are_those_of_the_command_line(program, tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    rows = list(invented(30))
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = program("read", lines, "--format", "jsonl").splitlines()
    ours = [r.to_json() for r in chancery.read(rows)]
    # A row's origin is its own id; on the command line the file stands before it.
    assert [line.replace(f"{lines}#", "") for line in said] == ours


def test_files_give_the_bytes_of_the_command_line(
    program, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [p.relative_to(root) for p in EXAMPLES]
    said = program("read", "--format", "jsonl", *paths).splitlines()
    monkeypatch.chdir(root)
    assert [r.to_json() for r in chancery.read([Path(p) for p in paths])] == said
    said = program("read", "--format", "jsonl", "examples").splitlines()
    assert [r.to_json() for r in chancery.read(Path("examples"))] == said


def test_bytes_are_read_in_any_charset_and_as_pages() -> None:
    assert "Lomé" in chancery.read(MEETING.encode("cp1252")).dispatch.text
    page = f"<html><head><title>Envoys meet</title></head><body><p>{MEETING}</p></body></html>".encode()
    record = chancery.read(page)
    assert record.dispatch.title == "Envoys meet" and "<p>" not in record.dispatch.text
    mixed = chancery.read([MEETING, MEETING.encode(), {"text": MEETING, "outlet": "Sahel Wire"}])
    assert [r.dispatch.outlet for r in mixed] == [None, None, "Sahel Wire"]
    assert len({r.dispatch.id for r in mixed}) == 1


def test_fields_are_found_by_their_usual_names_or_by_those_that_are_given() -> None:
    usual = chancery.read({"headline": "Envoys meet", "body": MEETING, "published": "2024-03-04", "author": ["A. Lo"]})
    assert usual.dispatch.title == "Envoys meet" and usual.dispatch.published == "2024-03-04"
    assert usual.dispatch.bylines == ("A. Lo",)
    given = chancery.read({"story": MEETING, "mood": 0.5}, columns={"text": "story"})
    assert given.events == chancery.read(MEETING).events


def test_what_is_odd_is_a_remark_and_no_error() -> None:
    for odd in ["", " ", "\0", {"title": "No text"}, {"text": None}, b"", b"\xff\xfe\x00", {"text": float("nan")}]:
        record = chancery.read(odd)
        assert record.events == () and record.remarks, odd


def test_offsets_count_code_points() -> None:
    text = "\N{GRINNING FACE} Envoys meet \N{GRINNING FACE}\n\n" + MEETING
    event = next(e for e in chancery.read(text).events if e.words == "met")
    (span,) = event.trigger
    assert event.dispatch.text[slice(*span)] == "met"


def test_what_cannot_be_read_is_said_in_the_words_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(chancery.InputError, match="there is no such file"):
        chancery.read(tmp_path / "absent.txt")
    with pytest.raises(chancery.InputError, match="expected a text, bytes, a mapping"):
        chancery.read([3])  # type: ignore[list-item]
    with pytest.raises(chancery.SettingError, match="min-confidence = 1.5: expected 0 to 1"):
        chancery.read(MEETING, min_confidence=1.5)
    with pytest.raises(chancery.SettingError, match="threads = 0: expected 1 to 1024"):
        chancery.read(MEETING, threads=0)
    with pytest.raises(chancery.SettingError, match="'colour' is no field"):
        chancery.read(MEETING, columns={"colour": "red"})
    with pytest.raises(chancery.FileError, match=r"absent\.csv"):
        chancery.read(MEETING, actors=tmp_path / "absent.csv")
    assert issubclass(chancery.FileError, OSError) and issubclass(chancery.InputError, ValueError)


def test_of_a_folder_what_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MEETING, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.warns(chancery.InputWarning, match=r"b\.txt"):
        (record,) = chancery.read(tmp_path)
    assert record.events


def test_settings_stand_in_the_producer(tmp_path: Path) -> None:
    plain, precise = chancery.producer(), chancery.producer(precise=True, min_confidence=0.5)
    assert precise.rules == f"{plain.rules}-precise-min0.5" and precise.model == plain.model
    assert chancery.read(MEETING, precise=True, min_confidence=0.5).producer == precise
    table = tmp_path / "actors.csv"
    table.write_text("name,country,office\nAma Sessou,GHA,minister of finance\n", encoding="utf-8")
    assert chancery.read(MEETING, actors=table).producer.rules != plain.rules


def test_a_line_leads_back_to_the_record() -> None:
    for path in EXAMPLES:
        record = chancery.read(path.read_text(encoding="utf-8"))
        again = chancery.Record.from_json(record.to_json())
        assert again == record and again.to_json() == record.to_json()
        # Without the line that it was made of, it says the same by itself.
        assert dataclasses.replace(record).to_json() == record.to_json()
        assert pickle.loads(pickle.dumps(record)) == record
    with pytest.raises(chancery.InputError, match="no record of the format"):
        chancery.Record.from_json('{"format": "chancery/1"}')


def test_records_do_not_change() -> None:
    record = chancery.read(MEETING)
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.events[0].type = "AID"  # type: ignore[misc]
    assert hash(record.events[0].actors[0]) is not None


def test_progress_is_shown_where_it_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    chancery.read([MEETING] * 3)
    assert capsys.readouterr().err == ""
    chancery.read([MEETING] * 3, progress=True)
    assert "3/3" in capsys.readouterr().err
