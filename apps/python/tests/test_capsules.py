"""Streams that another program hands over badly end in an error with words, and never end the process. Made by hand, in C's
structs, as no library makes such."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import chancery
import pytest


class Schema(ctypes.Structure):
    """A struct of one column of texts."""

    _fields_ = [
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_char_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


class Stream(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("get_schema", "get_next", "get_last_error", "release", "data")]


Get = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
Words = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class Given:
    """An object that hands a stream over, and counts how often it is released."""

    def __init__(self, get_schema: Callable[..., int] | None, get_next: Callable[..., int], words: bytes | None) -> None:
        self.released = 0
        self.words = ctypes.create_string_buffer(words) if words is not None else None

        def release(stream: int) -> None:
            self.released += 1
            Stream.from_address(stream).release = None

        address = ctypes.addressof(self.words) if self.words is not None else None
        self.kept = [Get(get_schema or self.schema), Get(get_next), Words(lambda _: address), Release(release)]
        self.released_schema = Release(lambda schema: setattr(Schema.from_address(schema), "release", None))
        pointers = [ctypes.cast(f, ctypes.c_void_p).value for f in self.kept]
        self.stream = Stream(*pointers, None)
        self.column = Schema(b"u", b"text", None, 2, 0, None, None, self.pointer(self.released_schema), None)
        self.columns = (ctypes.c_void_p * 1)(ctypes.addressof(self.column))

    @staticmethod
    def pointer(function: Any) -> int | None:
        return ctypes.cast(function, ctypes.c_void_p).value

    def schema(self, _: int, out: int) -> int:
        made = Schema.from_address(out)
        made.format, made.name, made.n_children = b"+s", b"", 1
        made.children = ctypes.addressof(self.columns)
        made.release = self.pointer(self.released_schema)
        return 0

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        new = ctypes.pythonapi.PyCapsule_New
        new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        return new(ctypes.addressof(self.stream), b"arrow_array_stream", None)


def fails(*_: int) -> int:
    return 22


def ends(_: int, out: int) -> int:
    ctypes.memset(out, 0, 80)
    return 0


def test_a_stream_that_fails_without_words_is_an_error_with_its_number() -> None:
    given = Given(fails, ends, None)
    with pytest.raises(chancery.InputError, match="could not be read to its end: error 22"):
        chancery.code(given)
    assert given.released == 1


def test_a_stream_that_fails_says_what_it_says() -> None:
    given = Given(None, fails, b"the well is dry")
    stream = chancery.code(given)
    with pytest.raises(chancery.InputError, match="the well is dry"):
        stream.read_all()
    del stream
    assert given.released == 1


def test_words_that_are_no_utf8_are_words_all_the_same() -> None:
    given = Given(None, fails, b"caf\xe9")
    with pytest.raises(chancery.InputError, match="caf"):
        chancery.code(given).read_all()


def test_an_empty_stream_is_an_empty_table_and_is_released_once() -> None:
    given = Given(None, ends, None)
    table = chancery.code(given).read_all()
    assert len(table) == 0 and given.released == 1
    unread = Given(None, ends, None)
    stream = chancery.code(unread)
    capsule = stream.__arrow_c_stream__()
    del stream, capsule
    assert unread.released == 1
