"""Reads PCM of 16 and of 32 bits straight from a WAV file, without a decoder."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.wav_header import WavHeader, read_wav_header
from audio_desk.errors import AudioUnreadable

_PCM = 1


class PlainPcm:
    """An open file whose sound lies in it as it is: in 16 bits, or in 32, whose lower half is cut off."""

    def __init__(self, path: Path, file: BufferedReader, header: WavHeader) -> None:
        self._path, self._file, self._start = path, file, header.data_start
        self.rate, self.channels = header.rate, header.channels
        self.frames = header.data_bytes // header.block
        self._words = header.block // header.channels // 2
        """Of 16 bits, in a sample."""

    def blocks(self, frames: int) -> Iterator[NDArray[np.int16]]:
        """From the first frame to the last, shape (n, channels); a block is gone when the next one comes.

        Raises AudioUnreadable.
        """
        buffer = np.empty((min(frames, self.frames), self.channels * self._words), "<i2")
        self._file.seek(self._start)
        for start in range(0, self.frames, frames):
            block = buffer[: min(frames, self.frames - start)]
            self._fill(block)
            yield np.ascontiguousarray(block[:, self._words - 1 :: self._words])

    def close(self) -> None:
        self._file.close()

    def _fill(self, block: NDArray[np.int16]) -> None:
        try:
            got = self._file.readinto(block.data.cast("B"))
        except OSError as error:
            raise AudioUnreadable(self._path, error.strerror or str(error)) from error
        if got < block.nbytes:
            raise AudioUnreadable(self._path, "it became shorter")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_plain_pcm(path: Path) -> PlainPcm | None:
    """None for everything else: the decoders have the last word about what it is."""
    try:
        # A pipe would be waited for.
        file = path.open("rb") if path.is_file() else None
    except (OSError, ValueError):
        return None
    if file is None:
        return None
    header = None
    try:
        start = file.read(12)
        if start[:4] in (b"RIFF", b"RF64") and start[8:] == b"WAVE":
            header = read_wav_header(file, 0)
    except OSError:
        header = None
    if header is None or not _is_plain(header):
        file.close()
        return None
    return PlainPcm(path, file, header)


def _is_plain(header: WavHeader) -> bool:
    bits = int.from_bytes(header.form[14:16], "little")
    # No decoder, and no header of peaks, counts as many hertz as a WAV's can.
    whole = 0 < header.rate < 2**31 and header.channels and header.block * 8 == bits * header.channels
    return bool(header.tag == _PCM and bits in (16, 32) and whole and header.data_bytes >= header.block)
