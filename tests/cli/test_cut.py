"""`cut` writes the very samples of a region, whole or not at all, and over nothing unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.audio.decoding import mp3_opening
from audio_desk.audio.file_state import FileState
from audio_desk.audio.heed import heedless
from audio_desk.audio.known_files import KnownFiles
from audio_desk.audio.source import open_source, probe
from audio_desk.audio.survey import survey
from audio_desk.paths import Paths
from tests.audio.making import FORMATS, RATE, encode, melody, patched, write
from tests.cli.command import Ran, run

Run = Callable[..., Ran]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write(tmp_path / "Töne [1].wav", melody(4.0))


@pytest.mark.parametrize("ending", ["flac", "wav"])
@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "FLOAT"])
def test_at_the_original_rate_the_samples_are_the_recordings_own(
    ending: str, subtype: str, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    path = write(tmp_path / "in.wav", melody(4.0), subtype=subtype)
    out = tmp_path / f"out.{ending}"
    ran = run_here("cut", path, "--from", "1.25", "--to", "0:03.5", "-o", out, "--original-rate")
    assert ran == Ran(0, "", "")
    with open_source(path) as source:
        expected = source.read(round(1.25 * RATE), round(3.5 * RATE) - round(1.25 * RATE))
    got, rate = soundfile.read(out, dtype="float32", always_2d=True)
    assert rate == RATE
    if subtype == "FLOAT" and ending == "flac":
        np.testing.assert_allclose(got, expected, atol=2**-23)
    else:
        np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("ending", ["flac", "wav", "mp3", "ogg"])
def test_a_cut_is_what_is_sent_to_be_understood(
    ending: str, recording: Path, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    out = tmp_path / f"out.{ending}"
    assert run_here("cut", recording, "--from", "1", "--to", "3", "-o", out) == Ran(0, "", "")
    info = probe(out)
    assert (info.rate, info.channels) == (16_000, 1)
    assert info.frames == 32_000


@pytest.mark.parametrize("ending", ["mp3", "ogg"])
def test_lossy_cuts_keep_rate_and_channels_when_asked(
    ending: str, recording: Path, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    out = tmp_path / f"out.{ending}"
    run_here("cut", recording, "--from", "1", "--to", "3", "-o", out, "--original-rate")
    info = probe(out)
    assert (info.rate, info.channels, info.frames) == (RATE, 2, 2 * RATE)
    with open_source(out) as ours, open_source(recording) as theirs:
        assert np.corrcoef(ours.read(0, RATE)[:, 0], theirs.read(RATE, RATE)[:, 0])[0, 1] > 0.98


@pytest.mark.parametrize(("container", "codec"), [("ipod", "aac"), ("ipod", "alac"), ("ogg", "libopus")])
def test_cuts_of_what_ffmpeg_decodes_are_exact_too(
    container: str, codec: str, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    path = encode(tmp_path / "in", melody(4.0, 48_000), container, codec, 48_000)
    out = tmp_path / "out.flac"
    assert run_here("cut", path, "--from", "2", "-o", out, "--original-rate") == Ran(0, "", "")
    with open_source(path) as source, open_source(out) as cut:
        expected = source.read(96_000, source.info.frames - 96_000)
        got = cut.read(0, cut.info.frames)
    np.testing.assert_allclose(got, expected, atol=1 / 32768)


@pytest.mark.parametrize("container", ["mov", "matroska"])
@pytest.mark.parametrize("codec", ["pcm_s24le", "pcm_f32le", "pcm_s16le"])
def test_pcm_in_a_film_keeps_all_its_bits(
    container: str, codec: str, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    path = encode(tmp_path / "in", melody(2.0), container, codec)
    out = tmp_path / "out.wav"
    assert run_here("cut", path, "--from", "1", "-o", out, "--original-rate") == Ran(0, "", "")
    with open_source(path) as source:
        expected = source.read(RATE, RATE)
    got, _ = soundfile.read(out, dtype="float32", always_2d=True)
    np.testing.assert_array_equal(got, expected)
    assert (
        run_here("info", path, "--json").object["codec"]
        == {
            "pcm_s24le": "PCM 24-bit",
            "pcm_f32le": "PCM 32-bit float",
            "pcm_s16le": "PCM 16-bit",
        }[codec]
    )


def test_without_times_the_whole_recording_is_written(
    recording: Path, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    assert run_here("cut", recording, "-o", tmp_path / "all.FLAC").status == 0
    assert probe(tmp_path / "all.FLAC").frames == 4 * 16_000


def test_a_file_that_is_there_stays_unless_told_otherwise(
    recording: Path, home: Paths, tmp_path: Path
) -> None:
    out = tmp_path / "out.flac"
    out.write_text("mine")
    ran = run("cut", recording, "--from", "1", "--to", "2", "-o", out)
    assert (ran.status, out.read_text()) == (1, "mine")
    assert ran.complaint.startswith("“out.flac” exists already")
    assert run("cut", recording, "--from", "1", "--to", "2", "-o", out, "--force") == Ran(0, "", "")
    assert probe(out).frames == 16_000


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("-o", "{out}.opus"), 1, "none of .flac .wav .mp3 .ogg"),
        (("-o", "{out}"), 1, "none of .flac .wav .mp3 .ogg"),
        (("--from", "3", "--to", "2", "-o", "{out}.flac"), 2, "its end must come after its start"),
        (("--to", "9", "-o", "{out}.flac"), 2, "passes the end of the recording"),
        (("--from", "soon", "-o", "{out}.flac"), 2, "is not a time"),
        ((), 2, "'--output'"),
        (("-o", "{out}/deep/x.flac"), 1, "could not be written"),
    ],
)
def test_mistakes_are_one_line_and_leave_nothing(
    words: tuple[str, ...],
    status: int,
    said: str,
    recording: Path,
    home: Paths,
    tmp_path: Path,
    run_here: Run,
) -> None:
    ran = run_here("cut", recording, *(word.format(out=tmp_path / "out") for word in words))
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.complaint
    assert {path.name for path in tmp_path.iterdir()} == {recording.name, "home"}


@pytest.mark.parametrize(("rate", "channels"), [(96_000, 2), (44_100, 6)])
def test_what_mp3_cannot_hold_is_said(
    rate: int, channels: int, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    path = write(tmp_path / "in.wav", melody(1.0, rate, channels), rate)
    ran = run_here("cut", path, "-o", tmp_path / "out.mp3", "--original-rate")
    assert ran.status == 1
    assert f"MP3 does not take {channels} channels at {rate:,} Hz" in ran.complaint
    assert {found.name for found in tmp_path.iterdir()} == {"in.wav", "home"}
    assert run_here("cut", path, "-o", tmp_path / "out.mp3").status == 0


def test_the_recording_itself_is_never_replaced(recording: Path, home: Paths, run_here: Run) -> None:
    before = recording.read_bytes()
    ran = run_here("cut", recording, "--to", "1", "-o", recording, "--force")
    assert ran.status == 1
    assert "the recording itself" in ran.complaint
    assert recording.read_bytes() == before


def test_a_cut_through_damage_is_as_long_as_it_should_be_and_says_so(
    home: Paths, tmp_path: Path, run_here: Run
) -> None:
    path = write(tmp_path / "harmed.flac", melody(10.0))
    data = path.read_bytes()
    path.write_bytes(patched(data, (len(data) // 2, bytes(9000))))
    out = tmp_path / "out.flac"
    ran = run_here("cut", path, "--from", "2", "--to", "8", "-o", out)
    assert ran.status == 0
    assert ran.err.startswith("“harmed.flac” is damaged at 0:0")
    assert ran.err.count("\n") == 1
    assert probe(out).duration == 6.0
    assert run_here("cut", path, "--from", "0", "--to", "1", "-o", tmp_path / "a.flac") == Ran(0, "", "")


@pytest.fixture
def long_mp3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Believed by who is in a hurry; only who looks through it knows what damage took out of its time."""
    monkeypatch.setattr(mp3_opening, "_WALKED_BYTES", 0)
    path = FORMATS["mp3 cbr"](tmp_path, melody(10.0))
    data = path.read_bytes()
    path.write_bytes(patched(data, (len(data) // 2, bytes(3000))))
    return path


@pytest.mark.parametrize("opened_before", [True, False])
def test_a_cut_takes_the_times_of_the_window(
    opened_before: bool, long_mp3: Path, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    if opened_before:
        files = KnownFiles(home.cache / "files")
        found = survey(long_mp3, files.table_for(long_mp3), heedless)
        files.remember(found, "0" * 64, FileState.of(long_mp3))
    with open_source(long_mp3, careful=True) as source:
        expected = source.read(7 * RATE, RATE)
    out = tmp_path / "out.wav"
    assert run_here("cut", long_mp3, "--from", "7", "--to", "8", "-o", out, "--original-rate").status == 0
    got, _ = soundfile.read(out, dtype="float32", always_2d=True)
    np.testing.assert_allclose(got, expected, atol=1e-4)


@pytest.mark.parametrize("options", [(), ("--notes",)])
def test_what_is_told_of_a_long_mp3_is_what_is_there(
    options: tuple[str, ...], long_mp3: Path, home: Paths, run_here: Run
) -> None:
    info = probe(long_mp3, careful=True)
    found = run_here("info", long_mp3, "--json", *options).object
    assert (found["frames"], found["damaged_at"]) == (info.frames, list(info.broken_at))
    assert info.damage
    assert 0 < found["claimed_frames"] - found["frames"] < RATE
    if options:
        (places,) = [note["places"] for note in found["notes"] if note["kind"] == "damaged"]
        assert 4 < places[0][0] < 6
