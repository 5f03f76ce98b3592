"""What every decoder offers."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.info import AudioInfo
from audio_desk.region import Region


class AudioSource(Protocol):
    """An open recording; one per thread."""

    @property
    def info(self) -> AudioInfo: ...

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """Frames `start` to `start + count`, shape (n, channels); fewer at the end, never NaN or infinite.

        The same frames come out whichever way they are reached: one pass or any jumps.
        """

    @property
    def lost(self) -> tuple[Region, ...]:
        """Of what was read: where silence stands for sound that does not decode."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
