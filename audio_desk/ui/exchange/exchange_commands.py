"""The commands that hand out and take in: a group of the table of commands."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from audio_desk.ui.commands import Command
from audio_desk.ui.exchange.exchange import Exchange


def exchange_commands(exchange: Exchange) -> Iterator[Command]:
    copy = exchange.copy
    yield Command("export", _tr("Export..."), (), ("Ctrl+Shift+E",), exchange.export)
    yield Command(
        "import", _tr("Import a transcript or labels..."), (), ("Ctrl+Shift+I",), exchange.import_file
    )
    yield Command(
        "copy-transcript", _tr("Copy the transcript"), (), ("Ctrl+Shift+C",), lambda: copy(times=False)
    )
    yield Command(
        "copy-times", _tr("Copy the transcript with times"), (), ("Ctrl+Alt+C",), lambda: copy(times=True)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
