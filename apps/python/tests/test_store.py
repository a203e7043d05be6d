"""Archives: asked and filled as on the command line."""

from __future__ import annotations

import csv
import datetime
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import chancery
import pytest
from invented import invented

LONG = "e0.trigger || e1.trigger || e2.trigger > e3.trigger || e4.trigger || e5.trigger"


def test_sql_answers_as_rows(archive: Path) -> None:
    store = chancery.open(archive)
    rows = store.sql("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC, type").rows()
    assert rows[0]["n"] >= rows[-1]["n"] >= 1 and all(isinstance(r["type"], str) for r in rows)
    day = store.sql("SELECT day, date_trunc('month', CAST(day AS TIMESTAMP)) AS m FROM events WHERE day IS NOT NULL")
    first = day.rows()[0]
    assert isinstance(first["day"], datetime.date) and first["m"].day == 1
    assert store.sql("SELECT 1 AS one, NULL AS none, true AS yes, 'Lomé' AS place").rows() == [
        {"one": 1, "none": None, "yes": True, "place": "Lomé"}
    ]


def test_sql_is_the_command_lines(archive: Path, program) -> None:
    query = "SELECT dispatch, event, day, type, actors, recipients, confidence FROM events ORDER BY dispatch, event"
    said = [json.loads(line) for line in program("sql", query, "--store", archive, "--format", "jsonl").splitlines()]
    ours = chancery.open(archive).sql(query).rows()
    shown = [{k: v.isoformat() if isinstance(v, datetime.date) else v for k, v in r.items()} for r in ours]
    assert [{k: v for k, v in r.items() if v is not None} for r in shown] == said


def test_nothing_is_ever_written_by_a_question(archive: Path) -> None:
    store = chancery.open(archive)
    for wrong in ["DROP TABLE events", "CREATE TABLE t AS SELECT 1", "SELECT * FROM nowhere", "SELEC 1", ""]:
        with pytest.raises(chancery.QueryError):
            store.sql(wrong)
    with pytest.raises(chancery.QueryError, match="second"):
        store.sql(f"SELECT count(*) FROM {', '.join(f'events e{n}' for n in range(6))} WHERE {LONG}", timeout=1)


def test_a_panel_is_the_command_lines(archive: Path, program) -> None:
    said = list(csv.DictReader(io.StringIO(program("panel", "--store", archive, "--by", "quad", "--period", "year"))))
    panel = chancery.open(archive).panel(by="quad", period="year")
    assert [{k: str(v) for k, v in row.items()} for row in panel] == said and said
    assert panel.codebook.startswith("# Codebook") and "year" in panel.codebook
    with pytest.raises(chancery.SettingError, match="period = \"decade\": expected day, week, month, year"):
        chancery.open(archive).panel(period="decade")  # type: ignore[arg-type]
    with pytest.raises(chancery.SettingError, match="leave run out"):
        chancery.open(archive).panel(count="incidents", run=1)


def test_words_are_found(archive: Path) -> None:
    store = chancery.open(archive)
    found = store.search("adré CROSSING", limit=1)
    assert len(found) == 1 and "Adré crossing" in found[0].context
    stored = store.dispatch(found[0].dispatch)
    assert stored is not None and stored.record.quote(found[0].span) == "Adré crossing"
    assert store.search("no such words anywhere") == []


def test_a_dispatch_comes_back_as_it_was_read(archive: Path, root: Path) -> None:
    store = chancery.open(archive)
    read = chancery.read(root / "examples/un.txt")[0]
    for name in (read.dispatch.id, read.dispatch.id[:12]):
        stored = store.dispatch(name)
        assert stored is not None and stored.record == read
        assert [e.sentence_span for e in stored.record.events] == [e.sentence_span for e in read.events]
        assert stored.run == 1 and len(stored.incidents) == len(read.events)
    with pytest.raises(chancery.StoreError, match="no dispatch, or more than one, is called"):
        store.dispatch("fffffffffffff")


def test_all_records_come_in_order(archive: Path) -> None:
    store = chancery.open(archive)
    assert [s.number for s in store.records()] == list(range(1, len(store) + 1))
    for _ in store.records():
        break


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    lines, store = tmp_path / "news.jsonl", chancery.open(tmp_path / "store")
    lines.write_text("".join(json.dumps(row) + "\n" for row in invented(50)), encoding="utf-8")
    first, second = store.ingest(lines), store.ingest([str(lines)])
    assert (first.new, first.inputs, second.new, second.skipped) == (50, 1, 0, 1) and first.events > 50
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.warns(chancery.InputWarning, match=r"empty\.txt"):
        third = store.ingest(tmp_path / "*.txt")
    assert sum(third.refused.values()) == 1 and len(store) == 50


def test_coded_rows_and_a_store_say_the_same(tmp_path: Path) -> None:
    given = list(invented(30))
    lines, store = tmp_path / "news.jsonl", chancery.open(tmp_path / "store")
    lines.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    store.ingest(lines)
    columns = "event, day, type, actors, recipients, trigger_spans, sentence_start, confidence"
    stored = store.sql(f"SELECT {columns} FROM events ORDER BY dispatch, event").rows()
    names = columns.split(", ")
    assert stored == [{n: row[n] for n in names} for row in chancery.code(given)]


def test_an_ingest_that_is_broken_off_goes_on_from_there(tmp_path: Path) -> None:
    lines, folder = tmp_path / "news.jsonl", tmp_path / "store"
    lines.write_text("".join(json.dumps(row) + "\n" for row in invented(3000)), encoding="utf-8")
    script = (
        "import chancery, sys\n"
        "print('begun', flush=True)\n"
        "try:\n"
        "    chancery.open(sys.argv[1]).ingest(sys.argv[2], commit_every=50)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    child = subprocess.Popen([sys.executable, "-c", script, folder, lines], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "begun\n"
    # Until something is committed, however fast the machine is.
    for _ in range(3_000):
        if any((folder / "segments").glob("*.parquet")):
            break
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    said, _ = child.communicate(timeout=60)
    assert said == "interrupted\n"
    store = chancery.open(folder)
    before = len(store)
    done = store.ingest(lines)
    assert 0 < before < 3000 and done.new == 3000 - before and len(store) == 3000


def test_where_no_store_is_that_is_said(tmp_path: Path) -> None:
    store = chancery.open(tmp_path / "absent")
    with pytest.raises(chancery.StoreError, match="there is no store here"):
        store.sql("SELECT 1")
    with pytest.raises(chancery.StoreError, match="there is no store here"):
        list(store.records())
    (tmp_path / "other").mkdir()
    (tmp_path / "other/file").write_text("x")
    with pytest.raises(chancery.StoreError, match="holds no store"):
        chancery.open(tmp_path / "other").ingest(tmp_path)
    assert repr(store) == f"chancery.open({str(tmp_path / 'absent')!r})"


def test_progress_of_an_ingest_is_shown(archive: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chancery.open(archive).ingest(root / "corpus/prose/*.txt", progress=True)
    assert "inputs" in capsys.readouterr().err
