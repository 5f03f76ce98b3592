"""The two output streams: answers to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from typing_extensions import override

from audio_desk.cli.visible import escaped, visible

_ROW_BREAKS: Final = {ord("\n"): "␊", ord("\t"): "␉", 0x2028: " ", 0x2029: " "}


class OutputGone(Exception):
    """Whoever read standard output has stopped. No OSError, because Typer has a way of its own with those."""


class _Closed(io.TextIOBase):
    """Stands for a stream that was closed before the program began, as `>&-` does."""

    def __init__(self, number: int) -> None:
        self._number = number

    @override
    def fileno(self) -> int:
        return self._number

    @override
    def write(self, _text: str) -> int:
        raise BrokenPipeError


def prepare_streams() -> None:
    """UTF-8 whatever the locale is; a stream that is not there is one that nobody reads."""
    _keep_low_numbers()
    sys.stdout = sys.stdout or _Closed(1)
    sys.stderr = sys.stderr or _Closed(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def write(text: str) -> None:
    """To standard output at once: no wrapping, no markup, no control characters. Raises OutputGone."""
    try:
        sys.stdout.write(visible(_printable(text)))
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputGone from None


def write_bytes(content: bytes) -> None:
    """To standard output as they are; to a terminal as the text that they are. Raises OutputGone."""
    stream = sys.stdout
    if stream.isatty() or not isinstance(stream, io.TextIOWrapper):
        write(content.decode("utf-8", "replace"))
        return
    try:
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    except BrokenPipeError:
        raise OutputGone from None


def write_line(line: str = "") -> None:
    write(f"{line}\n")


def write_json(value: dict[str, object]) -> None:
    """One object on one line."""
    write_line(escaped(json.dumps(value, ensure_ascii=False)))


def write_table(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; the last one is never cut or wrapped.

    A row is a line, whatever is in a file's name.
    """
    rows = [[cell.translate(_ROW_BREAKS) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def write_fields(fields: Iterable[tuple[str, str]]) -> None:
    """`name   value` lines."""
    write_table([(f"{name}:", value) for name, value in fields])


def tell(sentence: str) -> None:
    """One line to standard error, unwrapped."""
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(visible(_printable(" ".join(sentence.split()))) + "\n")
        sys.stderr.flush()


def forget_output() -> None:
    """Whoever read the output is gone: what is still buffered must not fail at the end."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            os.dup2(null, stream.fileno())
    os.close(null)


def _keep_low_numbers() -> None:
    """No file opened from now on gets the number of a closed standard stream."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)


def _printable(text: str) -> str:
    """File names that the locale could not decode become text again; bytes that are no text, a mark."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half of a surrogate pair, torn by whoever sent it
        return text
