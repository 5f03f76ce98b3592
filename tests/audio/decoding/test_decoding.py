"""Every format opens by its content, with its true length, and reads the same however it is reached."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.source import open_source, probe
from audio_desk.limits import AUDIO_MIME_TYPES
from tests.audio.making import FORMATS, LOSSLESS, RATE, Sound, melody, write

_SECONDS = 6.0
_AS_THEY_ARE = {
    "audio/wav": [
        "wav 8-bit",
        "wav 16-bit",
        "wav 24-bit",
        "wav 32-bit",
        "wav float",
        "wav double",
        "wav extensible",
    ],
    "audio/aiff": ["aiff", "aifc float"],
    "audio/flac": ["flac", "flac 24-bit"],
    "audio/mp3": ["mp3 cbr", "mp3 vbr", "mp3 telephone"],
    "audio/aac": ["aac"],
    "audio/ogg": ["ogg"],
}
_MIME_TYPES = {name: mime for mime, names in _AS_THEY_ARE.items() for name in names}


@pytest.mark.parametrize("name", FORMATS)
def test_its_length_is_true_and_its_sound_is_the_melody(name: str, made: dict[str, Path]) -> None:
    with open_source(made[name]) as source:
        info = source.info
        whole = source.read(0, info.frames)
        beyond = source.read(info.frames, 100)
    assert info.duration == pytest.approx(_SECONDS, abs=0.1)
    assert whole.shape == (info.frames, 2)
    assert whole.dtype == np.float32
    assert beyond.shape == (0, 2)
    assert _likeness(whole, melody(_SECONDS, info.rate)) > 0.98


@pytest.mark.parametrize("name", FORMATS)
def test_any_jump_reads_what_one_pass_reads(
    name: str, made: dict[str, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    with open_source(made[name]) as source:
        blocks = [source.read(start, 30_000) for start in range(0, source.info.frames, 30_000)]
        whole = np.concatenate(blocks)
    rng = np.random.default_rng(5)
    with open_source(made[name]) as source:
        assert len(whole) == source.info.frames
        for start in rng.integers(0, len(whole), 25).tolist():
            count = int(rng.integers(1, 40_000))
            np.testing.assert_array_equal(source.read(start, count), whole[start : start + count])
        tail = len(whole) - 700
        np.testing.assert_array_equal(source.read(tail, 10_000), whole[tail:])
    # Standard error belongs to the command line, and decoders must not talk there.
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", [name for name in LOSSLESS if "law" not in name and "8-bit" not in name])
def test_lossless_formats_give_back_every_sample(name: str, made: dict[str, Path], sound: Sound) -> None:
    with open_source(made[name]) as source:
        assert source.info.frames == len(sound)
        np.testing.assert_allclose(source.read(0, len(sound)), sound, atol=1 / 32768)


@pytest.mark.parametrize("name", FORMATS)
def test_only_what_gemini_takes_as_it_is_has_one_of_the_six_types(name: str, made: dict[str, Path]) -> None:
    mime_type = probe(made[name]).mime_type
    if name in _MIME_TYPES:
        assert mime_type == _MIME_TYPES[name]
    else:
        assert mime_type not in AUDIO_MIME_TYPES


def test_a_film_is_known_as_one(made: dict[str, Path]) -> None:
    film, voice = probe(made["mp4 video"]), probe(made["m4a"])
    assert (film.container, film.codec, film.mime_type) == ("MP4", "AAC", "video/mp4")
    assert (voice.container, voice.codec, voice.mime_type) == ("M4A", "AAC", "audio/mp4")


@pytest.mark.parametrize("other", [".txt", ".jpg", ".flac", ".m4a", ""])
@pytest.mark.parametrize("name", ["wav 16-bit", "mp3 vbr", "ogg", "m4a", "flac"])
def test_its_name_says_nothing(name: str, other: str, made: dict[str, Path], tmp_path: Path) -> None:
    disguised = tmp_path / f"recording{other}"
    disguised.write_bytes(made[name].read_bytes())
    renamed, original = probe(disguised), probe(made[name])
    assert (renamed.container, renamed.mime_type, renamed.frames) == (
        original.container,
        original.mime_type,
        original.frames,
    )


@pytest.mark.parametrize(
    "name",
    [
        "Müller – Straße",
        "音声 録音",
        "مقابلة",
        "🎤🎶",
        "-i",
        "--help",
        'it\'s "quoted" [final] (2)',
        "a:b%03d?",
        "x" * 200,
        " ",
    ],
    ids=["umlauts", "japanese", "arabic", "emoji", "dash", "option", "quotes", "pattern", "long", "space"],
)
@pytest.mark.parametrize("kind", ["wav 16-bit", "m4a", "mp3 cbr"])
def test_any_file_name_will_do(
    kind: str, name: str, made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_bytes(made[kind].read_bytes())
    monkeypatch.chdir(tmp_path)
    # Relative, so that a leading dash comes first.
    assert probe(Path(name)).duration == pytest.approx(_SECONDS, abs=0.1)


def test_a_name_that_is_no_text_opens(made: dict[str, Path], tmp_path: Path) -> None:
    for kind in ("flac", "aac", "ogg"):
        path = tmp_path / b"caf\xe9-\xff".decode("utf-8", "surrogateescape")
        path.write_bytes(made[kind].read_bytes())
        assert probe(path).duration == pytest.approx(_SECONDS, abs=0.1)


@pytest.mark.parametrize(
    ("rate", "channels"), [(8_000, 1), (11_025, 1), (96_000, 2), (192_000, 2), (48_000, 8)]
)
def test_rates_and_channels_from_telephone_to_cinema(rate: int, channels: int, tmp_path: Path) -> None:
    original = melody(1.0, rate, channels)
    for kind in ("wav", "flac"):
        with open_source(write(tmp_path / f"x.{kind}", original, rate)) as source:
            assert (source.info.rate, source.info.channels, source.info.frames) == (rate, channels, rate)
            np.testing.assert_allclose(source.read(0, rate), original, atol=1 / 32768)


def test_not_a_number_and_infinity_are_silence(tmp_path: Path) -> None:
    original = melody(0.5)
    broken = original.copy()
    broken[100], broken[200], broken[300] = np.nan, np.inf, -np.inf
    with open_source(write(tmp_path / "x.wav", broken, RATE, subtype="FLOAT")) as source:
        read = source.read(0, len(broken))
    expected = original.copy()
    expected[[100, 200, 300]] = 0
    np.testing.assert_array_equal(read, expected)


def _likeness(one: Sound, other: Sound) -> float:
    """Correlation at the best place within 60 ms: encoders may delay what they encode."""
    length = min(len(one), len(other)) - 6000
    reference = other[3000 : 3000 + length, 0]
    spectrum = np.fft.rfft(one[:, 0], 2**20) * np.conj(np.fft.rfft(reference, 2**20))
    best = np.fft.irfft(spectrum)[:6000].max()
    return float(
        best / np.sqrt(np.dot(reference, reference) * np.dot(one[3000:-3000, 0], one[3000:-3000, 0]))
    )
