"""Tables in, tables out, with no library of tables at hand."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time

import chancery
import pytest
from invented import invented


def test_mappings_become_rows_of_events() -> None:
    rows = list(chancery.code(invented(20)))
    assert {r["type"] for r in rows} >= {"CONSULT", "ACCUSE"}
    assert all(r["id"].startswith("d") and r["words"] in r["sentence_text"] for r in rows)
    assert [name for name, _, _ in chancery.schema("events")] == list(rows[0])


def test_columns_are_flat_with_signed_integers() -> None:
    kinds = {kind for _, kind, _ in chancery.schema("events")}
    assert kinds == {"Utf8", "Int32", "Int64", "Float64", "Date32"}


def test_a_row_a_dispatch_holds_its_record() -> None:
    given = list(invented(12))
    rows = chancery.code(given, rows="dispatches").read_all().rows()
    assert [r["record"] for r in rows] == [r.to_json() for r in chancery.read(given)]
    assert [len(r["events"]) for r in rows] == [len(json.loads(r["record"])["events"]) for r in rows]


def test_threads_change_nothing() -> None:
    given = list(invented(300))
    one, four = (chancery.code(given, threads=n).read_all().rows() for n in (1, 4))
    assert one == four and len(one) > 300


def test_a_stream_is_read_once_and_a_table_as_often_as_one_likes() -> None:
    stream = chancery.code(invented(3))
    table = stream.read_all()
    assert table.rows() == table.rows() and len(table) > 0
    with pytest.raises(chancery.InputError, match="was read already"):
        stream.read_all()
    with pytest.raises(chancery.InputError, match="was read already"):
        stream.__arrow_c_stream__()
    assert "to be read once" in repr(stream) and "rows" in repr(table)


def test_a_table_without_texts_is_refused_at_once() -> None:
    with pytest.raises(chancery.InputError, match="no column holds texts: expected one of story; the columns are text"):
        chancery.code([{"text": "It rains."}], columns={"text": "story"})
    for wrong in ["text", b"text", {"text": "one"}, 7, [7], ["a text"]]:
        with pytest.raises(chancery.InputError, match="expected a table"):
            chancery.code(wrong)  # type: ignore[arg-type]
    with pytest.raises(chancery.SettingError, match='rows = "words": expected events or dispatches'):
        chancery.code([], rows="words")  # type: ignore[arg-type]


def test_an_empty_table_has_all_columns() -> None:
    table = chancery.code([]).read_all()
    assert len(table) == 0 and table.columns == chancery.schema().names


def test_capsules_of_other_names_are_refused() -> None:
    class Wrong:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return chancery.schema().__arrow_c_schema__()

    class Nothing:
        def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
            return (3, 4)

    for wrong in (Wrong(), Nothing()):
        with pytest.raises(chancery.InputError, match="expected a capsule called"):
            chancery.code(wrong)


def test_a_capsule_is_emptied_once() -> None:
    capsule = chancery.code(invented(2)).__arrow_c_stream__()

    class Held:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return capsule

    assert "text" not in chancery.schema().names
    with pytest.raises(chancery.InputError, match="no column holds texts"):
        chancery.code(Held())
    with pytest.raises(chancery.InputError, match="handed over already"):
        chancery.code(Held())


def test_capsules_that_nobody_reads_are_let_go() -> None:
    def resident() -> int:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    given = list(invented(2_000))
    for _ in range(3):
        chancery.code(given).__arrow_c_stream__()
    before = resident()
    for _ in range(60):
        chancery.code(given).__arrow_c_stream__()
        chancery.schema().__arrow_c_schema__()
    assert resident() - before < 30_000_000, "some 300 kB a table would have stayed"


def test_other_threads_of_python_run_meanwhile() -> None:
    steps, done = 0, threading.Event()

    def count() -> None:
        nonlocal steps
        while not done.is_set():
            steps += 1
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    began = time.monotonic()
    chancery.code(invented(300), threads=1).read_all()
    took = time.monotonic() - began
    done.set()
    counter.join()
    assert steps > took * 100, f"{steps} steps in {took:.2f} s"


def test_ctrl_c_ends_a_long_call() -> None:
    script = (
        "import chancery, sys, itertools\n"
        "print('begun', flush=True)\n"
        "text = 'Togo met Ghana in Lomé on Monday. ' * 30\n"
        "try:\n"
        "    {}\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    calls = [
        "chancery.code([{'text': f'{n} {text}'} for n in range(20_000)]).read_all()",
        "chancery.read(f'{n} {text}' for n in itertools.count())",
    ]
    for call in calls:
        child = subprocess.Popen([sys.executable, "-c", script.format(call)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None and child.stdout.readline() == "begun\n"
        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        said, _ = child.communicate(timeout=60)
        assert said == "interrupted\n", call
