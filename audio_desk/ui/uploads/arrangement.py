"""How the uploads are sorted and which of them are shown: pure, over values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.uploads.upload_columns import Column, cell_words, sort_key

_SEARCHED = (Column.NAME, Column.RECORDING, Column.TYPE, Column.STATE)


@dataclass(frozen=True, slots=True)
class Arrangement:
    column: Column | None = None
    """None: in the server's order, the newest first."""
    descending: bool = False
    words: str = ""
    """Each of them has to stand somewhere in what is shown."""

    @property
    def is_plain(self) -> bool:
        """Whether a part of the list is enough for it."""
        return self.column is None and not self.words.strip()

    def of(self, uploads: Iterable[Upload], now: datetime) -> list[Upload]:
        wanted = self.words.casefold().split()
        shown = [upload for upload in uploads if _matches(upload, wanted, now)]
        column = self.column
        if column is None:
            return shown
        keys = {upload.file.name: sort_key(upload, column) for upload in shown}
        # What is not known stays last, whichever way the rest goes.
        shown.sort(key=lambda upload: keys[upload.file.name][1], reverse=self.descending)
        shown.sort(key=lambda upload: keys[upload.file.name][0])
        return shown


def _matches(upload: Upload, wanted: list[str], now: datetime) -> bool:
    if not wanted:
        return True
    told = [cell_words(upload, column, now) for column in _SEARCHED]
    told += [upload.file.state, upload.file.display_name]
    text = "\n".join(told).casefold()
    # The server's own names are letters by chance: a part of one means nothing.
    whole = {upload.file.name, upload.file.name.removeprefix("files/")}
    return all(word in text or word in whole for word in wanted)
