"""The files of the matrix: formats, oddities, names. Each is made, and what is true of it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from tests.audio.making import (
    FORMATS,
    RATE,
    by_libsndfile,
    encode,
    melody,
    patched,
    without_xing,
    write,
)

SECONDS = 3.0
Make = Callable[[dict[str, bytes], Path], bytes]
"""From the plain files by format, with a path to work at, to the content."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and how long it is: None when it must be refused, -1 when FFmpeg is asked."""

    name: str
    make: Make
    seconds: float | None = SECONDS


PLAIN = {
    **FORMATS,
    "aiff 24-bit": by_libsndfile("s24.aiff", format="AIFF", subtype="PCM_24"),
    "aiff 8-bit": by_libsndfile("s8.aiff", format="AIFF", subtype="PCM_S8"),
    "aifc mu-law": by_libsndfile("ulaw.aifc", format="AIFF", subtype="ULAW"),
    "aifc little-endian": by_libsndfile("sowt.aifc", format="AIFF", subtype="PCM_16", endian="LITTLE"),
    "flac 8-bit": by_libsndfile("s8.flac", format="FLAC", subtype="PCM_S8"),
}
_ENDINGS = {"wav": "wav 16-bit", "flac": "flac", "mp3": "mp3 vbr", "ogg": "ogg", "m4a": "m4a", "aac": "aac"}
_USUAL = ("wav 16-bit", "flac", "mp3 cbr", "mp3 vbr", "ogg", "aac", "opus", "aiff", "webm")
NAMES = (
    "Größe Ångström",
    "日本語の録音",
    "😀 🎙️ naïve",
    "مقابلة שיחה",
    "å" * 20 + "x" * 176,
    "-dash first",
    "--output",
    "\"double\" and 'single' `back`",
    "[final] {1} (2) <3>",
    "  many   spaces ",
    "100%d %s %03d",
    "file:name?query=1#part",
    "concat:a|b",
    "new\nline\tand tab",
    "$HOME ~ *",
    "\udce9 is no UTF-8",
)


def cases() -> Iterator[Case]:
    for kind in PLAIN:
        yield Case(f"plain {kind}", _as_it_is(kind))
    for number, name in enumerate(NAMES):
        for place, (ending, kind) in enumerate(_ENDINGS.items()):
            # Every name with one format at least of each decoder.
            if (number + place) % 2 == 0 or ending in ("wav", "m4a"):
                yield Case(f"{name}.{ending}", _as_it_is(kind))
    yield from _damaged()
    yield from _joined()
    yield from _headers()
    yield from _shapes()
    yield from _refused()


def _damaged() -> Iterator[Case]:
    for kind in (
        "wav 16-bit",
        "flac",
        "mp3 cbr",
        "mp3 vbr",
        "ogg",
        "aac",
        "opus",
        "webm",
        "aiff",
        "w64",
        "rf64",
    ):
        yield Case(f"truncated {kind}", _changed(kind, _part), -1)
    for kind in (*_USUAL, "m4a"):
        yield Case(f"tail {kind}", _changed(kind, lambda data: data + b"what is this? " * 700))
        yield Case(f"wrong ending {kind}.txt", _as_it_is(kind))
    for kind, ending in (("flac", "mp3"), ("ogg", "wav"), ("m4a", "flac"), ("mp3 cbr", "m4a")):
        yield Case(f"wrong ending {kind}.{ending}", _as_it_is(kind))


def _joined() -> Iterator[Case]:
    yield Case("mp3 joined", lambda plain, _: plain["mp3 vbr"] + plain["mp3 cbr"] * 2, 3 * SECONDS)
    yield Case("ogg chained", _changed("ogg", lambda data: data * 3), 3 * SECONDS)
    yield Case("opus chained", _changed("opus", lambda data: data * 2), 2 * SECONDS)
    yield Case("aac joined", _changed("aac", lambda data: data * 2), 2 * SECONDS)


def _headers() -> Iterator[Case]:
    yield Case("mp3 no Xing", _changed("mp3 vbr", without_xing))
    yield Case("mp3 large picture", _changed("mp3 vbr", lambda data: _picture(3_000_000) + data))
    for size in ("00000000", "ffffffff", "ffffff7f"):
        yield Case(f"wav size {size}", _patched("wav 16-bit", 40, bytes.fromhex(size)))
    yield Case("flac length unknown", _changed("flac", _without_length))
    yield Case("wav NaN", _spoilt(np.nan))
    yield Case("wav infinite", _spoilt(np.inf))


def _shapes() -> Iterator[Case]:
    for kind in ("wav", "flac"):
        for rate in (8_000, 96_000, 192_000):
            yield Case(f"{rate} Hz {kind}", _made(kind, rate=rate))
    for kind in ("wav", "flac", "aiff"):
        for channels in (6, 8):
            yield Case(f"{channels} channels {kind}", _made(kind, channels=channels))
    yield Case("6 channels m4a", _encoded("ipod", "aac", channels=6))
    for kind in ("wav", "flac", "aiff", "mp3", "ogg"):
        yield Case(f"20 ms {kind}", _made(kind, 0.02), 0.02)
    for container, codec in (("adts", "aac"), ("ipod", "aac"), ("ipod", "alac"), ("ogg", "libopus")):
        yield Case(f"20 ms {container} {codec}", _encoded(container, codec, 0.02), 0.02)


def _refused() -> Iterator[Case]:
    yield Case("0 Hz", _patched("wav 16-bit", 24, bytes(4)), None)
    yield Case("0 channels", _patched("wav 16-bit", 22, bytes(2)), None)
    for ending in ("wav", "mp3", "m4a", "flac"):
        yield Case(f"empty.{ending}", _bytes(b""), None)
        yield Case(f"text.{ending}", _bytes(b"Dear reader, this is no sound.\n" * 400), None)
    yield Case("picture.mp3", _bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + _noise(40_000)), None)
    yield Case("noise.mp3", _bytes(_noise(200_000)), None)
    yield Case("zeros.wav", _bytes(bytes(100_000)), None)
    yield Case("a tag.mp3", _bytes(_picture(5000)), None)
    for kind in ("wav 16-bit", "flac", "aiff", "ogg", "m4a"):
        yield Case(f"only the head of {kind}", _changed(kind, lambda data: data[:40]), None)
    yield Case("no index.m4a", _changed("m4a", _part), None)


def _as_it_is(kind: str) -> Make:
    return lambda plain, _: plain[kind]


def _changed(kind: str, change: Callable[[bytes], bytes]) -> Make:
    return lambda plain, _: change(plain[kind])


def _patched(kind: str, at: int, new: bytes) -> Make:
    return lambda plain, _: patched(plain[kind], (at, new))


def _bytes(data: bytes) -> Make:
    return lambda _plain, _: data


def _made(kind: str, seconds: float = SECONDS, rate: int = RATE, channels: int = 2) -> Make:
    return lambda _, path: write(
        path, melody(seconds, rate, channels), rate, format=kind.upper()
    ).read_bytes()


def _encoded(container: str, codec: str, seconds: float = SECONDS, channels: int = 2) -> Make:
    return lambda _, path: encode(
        path, melody(seconds, 48_000, channels), container, codec, 48_000
    ).read_bytes()


def _spoilt(value: float) -> Make:
    sound = melody(SECONDS)
    sound[1000:1100] = value
    sound[5000, 0] = -value
    return lambda _, path: write(path, sound, format="WAV", subtype="FLOAT").read_bytes()


def _without_length(flac: bytes) -> bytes:
    packed = int.from_bytes(flac[18:26], "big") >> 36 << 36
    return patched(flac, (18, packed.to_bytes(8, "big")))


def _part(data: bytes) -> bytes:
    return data[: len(data) * 6 // 10]


def _noise(size: int) -> bytes:
    return np.random.default_rng(size).bytes(size)


def _picture(size: int) -> bytes:
    """An ID3v2 tag."""
    return b"ID3\x03\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + _noise(size)


def decoded_seconds(path: Path) -> float:
    """How long FFmpeg finds a file by decoding it from start to end."""
    samples, rate = 0, 1
    with av.open(str(path)) as container:
        try:
            for frame in container.decode(audio=0):
                samples, rate = samples + frame.samples, frame.sample_rate
        except av.error.FFmpegError:
            pass
    return samples / rate
