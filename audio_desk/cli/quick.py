"""The plain forms of `audio-desk [FILE]` and `peaks`, without the library that takes longest to load."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from audio_desk.cli.fence import fenced
from audio_desk.cli.peak_files import BITS, MOST_SAMPLES_PER_PIXEL, PeakWish, make_peaks
from audio_desk.cli.window_start import start_window

_VALUES: Final = {
    "-o": "output",
    "--output": "output",
    "--samples-per-pixel": "samples_per_pixel",
    "--bits": "bits",
}
_FLAGS: Final = {"--split-channels": "split_channels", "--force": "force"}


def quick_status(arguments: Sequence[str]) -> int | None:
    """Run it; None for all that is not plain: another command, help, mistakes."""
    if _is_for_window(arguments):
        return fenced(partial(start_window, Path(arguments[0]) if arguments else None))
    if not arguments or arguments[0] != "peaks":
        return None
    wish = read_wish(arguments[1:])
    return None if wish is None else fenced(partial(make_peaks, wish))


def _is_for_window(arguments: Sequence[str]) -> bool:
    """No word at all, or a file that cannot be meant for a command: those have no dot and no slash."""
    if len(arguments) != 1:
        return not arguments
    (word,) = arguments
    return not word.startswith("-") and not {".", "/"}.isdisjoint(word) and Path(word).is_file()


def read_wish(arguments: Sequence[str]) -> PeakWish | None:
    """What the words ask for, when each is as it should be."""
    found: dict[str, str | bool] = {}
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            found[_FLAGS[word]] = True
        elif word in _VALUES:
            found[_VALUES[word]] = next(words, "")
        elif equals and name.startswith("--") and name in _VALUES:
            found[_VALUES[name]] = value
        elif not word.startswith("-") and "file" not in found:
            found["file"] = word
        else:
            return None
    return _wish(found)


def _wish(found: dict[str, str | bool]) -> PeakWish | None:
    file, output = str(found.get("file", "")), str(found.get("output", ""))
    width, bits = str(found.get("samples_per_pixel", "256")), str(found.get("bits", "16"))
    if not file or not output or not (width + bits).isascii() or not (width.isdigit() and bits.isdigit()):
        return None
    if not 1 <= int(width) <= MOST_SAMPLES_PER_PIXEL or int(bits) not in BITS:
        return None
    return PeakWish(
        Path(file),
        Path(output),
        int(width),
        8 if int(bits) == 8 else 16,
        bool(found.get("split_channels")),
        bool(found.get("force")),
    )
