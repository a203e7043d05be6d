"""What the documents show runs as it stands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from invented import invented

pyarrow = pytest.importorskip("pyarrow")
for needed in ("polars", "pandas", "duckdb", "dask.dataframe"):
    pytest.importorskip(needed)

import pyarrow.parquet  # noqa: E402

DOCUMENTS = ["apps/python/README.md", "docs/manual/python.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_blocks_of_python_run_one_after_the_other(
    name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (root / name).read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) >= 3
    given = list(invented(40))
    (tmp_path / "news").mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in given)
    for path in (tmp_path / "news.jsonl", tmp_path / "news/news.jsonl"):
        path.write_text(lines, encoding="utf-8")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(given), tmp_path / "news.parquet")
    shutil.copytree(root / "corpus/gold", tmp_path / "gold")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "document"}
    for block in blocks:
        exec(compile(block, name, "exec"), names)


def test_the_first_example_of_the_readme_prints_what_stands_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (root / "apps/python/README.md").read_text(encoding="utf-8")
    block, said = re.findall(r"^```(?:python|text)\n(.*?)^```", readme, re.M | re.S)[:2]
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith(said)
