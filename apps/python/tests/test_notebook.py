"""The notebook runs from its first cell to its last, and draws its plots."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("matplotlib")
pytest.importorskip("pandas")


def test_the_tour_runs_with_its_plots(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "examples/notebook", tmp_path / "notebook")
    notebook = nbformat.read(root / "examples/notebook/tour.ipynb", as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "it is kept without what it printed"
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3")
    client.execute(cwd=str(tmp_path / "notebook"))
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    kinds = [kind for output in outputs for kind in output.get("data", {})]
    assert kinds.count("image/png") == 2, "two plots"
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert any("<mark" in page for page in pages), "events are shown with their roles"
    assert any("<table" in page for page in pages), "tables are shown"
    nbformat.write(notebook, tmp_path / "executed.ipynb")
