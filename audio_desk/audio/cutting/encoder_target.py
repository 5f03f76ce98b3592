"""A file for libsndfile to write to."""

from __future__ import annotations

import io


class EncoderTarget:
    """libsndfile drops what its callbacks raise, so the error is kept."""

    def __init__(self, file: io.FileIO | io.BytesIO) -> None:
        self._file = file
        self._error: OSError | None = None
        self.seek, self.tell, self.read = file.seek, file.tell, file.read

    def write(self, data: bytes) -> int:
        left = memoryview(data)
        while left and self._error is None:
            try:
                left = left[self._file.write(left) :]
            except OSError as error:
                self._error = error
        return len(data)

    def check(self) -> None:
        """Raise what writing met."""
        if self._error is not None:
            raise self._error
