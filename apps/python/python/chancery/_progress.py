"""How far is it? A line on standard error, or tqdm's bar where that is installed."""

from __future__ import annotations

import sys
import time
from typing import Any

_EVERY = 0.2
"""Seconds between two looks."""


class Progress:
    """Counts what is done. ``wanted`` is what the user said: nothing is shown where that is false."""

    def __init__(self, wanted: bool, total: int | None, unit: str) -> None:
        self._bar: Any = None
        self._shown = wanted
        self._total, self._unit = total, unit
        self._done, self._drawn, self._began = 0, 0.0, time.monotonic()
        if wanted:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return
            self._bar = tqdm(total=total, unit=f" {unit}")

    def to(self, done: int, total: int | None = None) -> None:
        """So many are done, of so many."""
        if total is not None:
            self._total = total
        step, self._done = done - self._done, done
        if self._bar is not None:
            if total is not None:
                self._bar.total = total
            self._bar.update(step)
        elif self._shown and time.monotonic() - self._drawn >= _EVERY:
            self._draw()

    def advance(self, by: int) -> None:
        """So many more are done."""
        self.to(self._done + by)

    def close(self) -> None:
        """The end."""
        if self._bar is not None:
            self._bar.close()
        elif self._shown:
            self._draw()
            print(file=sys.stderr)
        self._shown, self._bar = False, None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        rate = self._done / max(self._drawn - self._began, 0.001)
        of = f"/{self._total}" if self._total is not None else ""
        print(f"\r{self._done}{of} {self._unit}, {rate:.0f} a second", end="", file=sys.stderr, flush=True)
