"""How accurate is the program on annotated data?"""

from __future__ import annotations

import os
from dataclasses import dataclass

from . import _chancery
from ._settings import PathLike


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of an evaluation."""

    task: str
    metric: str
    value: float
    """0 to 1."""
    n: int
    """How many annotated items it rests on."""


def evaluate(
    task: str, path: PathLike, *, precise: bool = False, gold_tokens: bool = False, errors: PathLike | None = None
) -> list[Metric]:
    """Scores the program on annotated data, as ``chancery eval TASK PATH`` does.

    Tasks: ``ud``, ``ner``, ``entities``, ``coref``, ``attribution``, ``relations``, ``dyads``, ``sentences``,
    ``actors``, ``articles``, ``record``, ``incidents``; ``docs/accuracy.md`` says what each scores and what its data
    look like. With ``errors``, every miss is written to that file, a line each.

    Raises ``SettingError`` where there is no such task, ``FileError`` or ``InputError`` where the data cannot be read.

    >>> {m.metric: m.value for m in chancery.evaluate("record", "corpus/gold")}["type_f1"]
    """
    figures, misses = _chancery.evaluate(task, os.fspath(path), precise, gold_tokens)
    if errors is not None:
        with open(errors, "w", encoding="utf-8") as out:
            out.writelines(f"{miss}\n" for miss in misses)
    return [Metric(task, metric, value, n) for metric, value, n in figures]
