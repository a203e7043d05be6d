"""Tables of polars, pandas, pyarrow and DuckDB go in and come out, without a copy of our own."""

from __future__ import annotations

import datetime
import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chancery
import pytest
from invented import invented

pyarrow = pytest.importorskip("pyarrow")
polars = pytest.importorskip("polars")
pandas = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

import pyarrow.parquet  # noqa: E402

GIVEN = list(invented(40))
NEWS = pyarrow.Table.from_pylist(GIVEN)


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    return chancery.code(GIVEN).read_all().rows()


def test_tables_of_every_library_are_coded_alike(expected: list[dict[str, Any]]) -> None:
    relation = duckdb.sql("SELECT * FROM NEWS")
    given = {
        "pyarrow table": NEWS,
        "pyarrow batch": NEWS.to_batches()[0],
        "pyarrow reader": pyarrow.RecordBatchReader.from_batches(NEWS.schema, NEWS.to_batches(max_chunksize=7)),
        "polars": polars.from_arrow(NEWS),
        "polars in chunks": polars.concat([polars.from_arrow(NEWS[:11]), polars.from_arrow(NEWS[11:])], rechunk=False),
        "pandas": NEWS.to_pandas(),
        "DuckDB": relation,
    }
    for name, table in given.items():
        assert chancery.code(table).read_all().rows() == expected, name


def test_answers_are_tables_of_every_library(expected: list[dict[str, Any]]) -> None:
    assert pyarrow.table(chancery.code(NEWS)).to_pylist() == expected
    assert chancery.code(NEWS).to_arrow().schema == pyarrow.schema(chancery.schema("events"))
    assert polars.DataFrame(chancery.code(NEWS)).to_dicts() == expected
    assert chancery.code(NEWS).to_polars().to_dicts() == expected
    frame = chancery.code(NEWS).to_pandas()
    assert list(frame["type"]) == [row["type"] for row in expected] and str(frame["quad"].dtype) == "int32"
    coded = chancery.code(NEWS).read_all()
    counts = "SELECT type, count(*) FROM coded GROUP BY type ORDER BY type"
    assert len(duckdb.sql(counts).fetchall()) == len({row["type"] for row in expected})
    assert coded.to_arrow().num_rows == len(expected)
    reader = pyarrow.RecordBatchReader.from_stream(chancery.code(NEWS))
    assert sum(batch.num_rows for batch in reader) == len(expected)


def test_a_stream_goes_into_duckdb_as_it_is_made(expected: list[dict[str, Any]]) -> None:
    coded = pyarrow.RecordBatchReader.from_stream(chancery.code(NEWS))
    assert duckdb.sql("SELECT count(*) FROM coded").fetchall() == [(len(expected),)]


def test_dispatches_have_lists_of_events(expected: list[dict[str, Any]]) -> None:
    table = chancery.code(NEWS, rows="dispatches").to_arrow()
    assert table.num_rows == len(GIVEN)
    assert [event for row in table["events"].to_pylist() for event in row] == expected
    assert table.schema == pyarrow.schema(chancery.schema("dispatches"))


def test_the_bytes_are_those_of_the_command_line(program, tmp_path: Path) -> None:
    pyarrow.parquet.write_table(NEWS, tmp_path / "news.parquet")
    for rows in ("events", "dispatches"):
        out = tmp_path / f"{rows}.parquet"
        program("code", tmp_path / "news.parquet", "--rows", rows, "--output", out)
        assert pyarrow.parquet.read_table(out).equals(chancery.code(NEWS, rows=rows).to_arrow()), rows


def test_columns_are_read_in_every_type_that_libraries_have(expected: list[dict[str, Any]]) -> None:
    kinds = {
        "text": [pyarrow.large_string(), pyarrow.string_view(), pyarrow.binary()],
        "date": [pyarrow.date32(), pyarrow.timestamp("us"), pyarrow.large_string()],
        "outlet": [pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), pyarrow.string_view()],
    }
    for column, types in kinds.items():
        for kind in types:
            at = NEWS.schema.get_field_index(column)
            table = NEWS.set_column(at, column, _cast(NEWS[column], kind))
            rows = chancery.code(table).read_all().rows()
            told = [(r["type"], r["words"], r["outlet"]) for r in rows]
            assert told == [(r["type"], r["words"], r["outlet"]) for r in expected], (column, kind)
    frame = polars.from_arrow(NEWS).with_columns(polars.col("outlet").cast(polars.Categorical))
    assert chancery.code(frame).read_all().rows() == expected
    frame = NEWS.to_pandas().astype({"outlet": "category"}).assign(date=lambda f: pandas.to_datetime(f["date"]))
    assert [r["outlet"] for r in chancery.code(frame)] == [r["outlet"] for r in expected]


def _cast(column: Any, kind: Any) -> Any:
    if pyarrow.types.is_dictionary(kind):
        return column.dictionary_encode()
    if pyarrow.types.is_date(kind) or pyarrow.types.is_timestamp(kind):
        days = [datetime.date.fromisoformat(day) for day in column.to_pylist()]
        return pyarrow.chunked_array([pyarrow.array(days, pyarrow.date32()).cast(kind)])
    return column.cast(kind)


def test_slices_with_offsets_are_read_from_where_they_begin() -> None:
    part = NEWS[13:29]
    assert chancery.code(part).read_all().rows() == chancery.code(GIVEN[13:29]).read_all().rows()


def test_a_series_or_a_column_of_numbers_is_refused() -> None:
    with pytest.raises(chancery.InputError, match="expected a table with named columns"):
        chancery.code(polars.Series("text", ["It rains."]))
    with pytest.raises(chancery.InputError, match="expected text"):
        chancery.code(pyarrow.table({"text": [1, 2]}))
    with pytest.raises(chancery.InputError, match="the columns are size"):
        chancery.code(pandas.DataFrame({"size": [1]}))


def test_rows_that_are_null_as_a_whole_are_refused() -> None:
    rows = pyarrow.array([{"text": "It rains."}, None], pyarrow.struct([("text", pyarrow.string())]))
    with pytest.raises(chancery.InputError, match="null as a whole"):
        chancery.code(rows).read_all()


def test_an_error_of_the_source_reaches_whoever_asks() -> None:
    def broken() -> Iterator[Any]:
        yield NEWS.to_batches()[0]
        raise ValueError("the well is dry")

    reader = pyarrow.RecordBatchReader.from_batches(NEWS.schema, broken())
    stream = chancery.code(reader)
    with pytest.raises(chancery.InputError, match="the well is dry"):
        stream.to_arrow()
    reader = pyarrow.RecordBatchReader.from_batches(NEWS.schema, broken())
    with pytest.raises(Exception, match="the well is dry"):
        pyarrow.table(chancery.code(reader))


def test_memory_does_not_grow_with_the_table() -> None:
    drawn = 0

    def endless() -> Iterator[Any]:
        nonlocal drawn
        while True:
            drawn += 1
            yield NEWS.to_batches()[0]

    reader = pyarrow.RecordBatchReader.from_batches(NEWS.schema, endless())
    parts = chancery.code(reader).parts()
    for _ in range(3):
        assert len(next(parts)) > 0
    assert drawn <= 4, "no more is drawn than is coded"


def test_what_arrow_lends_is_given_back() -> None:
    gc.collect()
    before = pyarrow.total_allocated_bytes()
    for _ in range(5):
        table = pyarrow.Table.from_pylist(list(invented(400)))
        chancery.code(table).__arrow_c_stream__()
        chancery.code(table).parts().__next__()
        del table
    gc.collect()
    assert pyarrow.total_allocated_bytes() <= before + 10_000


def test_a_store_answers_as_tables(archive: Path) -> None:
    store = chancery.open(archive)
    answer = store.sql("SELECT day, type, quad, intensity, actors FROM events ORDER BY dispatch, event")
    assert answer.to_polars().height == answer.to_pandas().shape[0] == answer.to_arrow().num_rows == len(answer)
    panel = store.panel(by="quad").to_pandas()
    assert panel["count"].sum() > 0 and panel["count"].dtype == "int64"
    assert store.sql("SELECT type FROM events WHERE 1 = 0").to_arrow().num_rows == 0


def test_coded_rows_go_into_a_store(program, tmp_path: Path) -> None:
    coded = chancery.code(NEWS, rows="dispatches").to_arrow()
    pyarrow.parquet.write_table(coded, tmp_path / "coded.parquet")
    program("ingest", "--segments", tmp_path / "coded.parquet", "--store", tmp_path / "store")
    store = chancery.open(tmp_path / "store")
    assert [json.loads(r)["events"] for r in coded["record"].to_pylist()] == [
        json.loads(s.record.to_json())["events"] for s in store.records()
    ]
