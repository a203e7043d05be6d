"""The recipe for Ray gives what one call gives."""

from __future__ import annotations

from pathlib import Path

import chancery
import pytest
from invented import invented

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")

import pyarrow  # noqa: E402
import pyarrow.parquet  # noqa: E402


def test_blocks_are_coded_where_they_lie(tmp_path: Path) -> None:
    news = pyarrow.Table.from_pylist(list(invented(60)))
    pyarrow.parquet.write_table(news, tmp_path / "news.parquet", row_group_size=20)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        events = ray.data.read_parquet(str(tmp_path / "news.parquet")).map_batches(
            lambda block: chancery.code(block, threads=1).to_arrow(), batch_format="pyarrow", batch_size=512
        )
        rows = events.take_all()
    finally:
        ray.shutdown()
    expected = chancery.code(news).to_arrow().to_pylist()
    order = lambda row: (row["id"], row["event"])  # noqa: E731
    assert sorted(rows, key=order) == sorted(expected, key=order)
