"""What is no recording is refused with the right error, quickly, and nothing else happens."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.source import open_source, probe
from audio_desk.error_text import words_for
from audio_desk.errors import AudioEmpty, AudioMissing, AudioUnreadable, AudioUnsupported
from tests.audio.making import melody, patched, write


def test_a_missing_file() -> None:
    with pytest.raises(AudioMissing):
        open_source(Path("/nowhere/at all.wav"))


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(AudioUnreadable):
        open_source(tmp_path)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    path.touch()
    with pytest.raises(AudioEmpty):
        open_source(path)


def test_a_link_to_itself_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "ring.wav"
    try:
        path.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(AudioUnreadable) as refused:
        open_source(path)
    assert "Errno" not in words_for(refused.value).sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(AudioUnreadable):
        open_source(tmp_path / "pipe.wav")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "secret.wav", melody(0.1))
    path.chmod(0)
    with pytest.raises(AudioUnreadable):
        open_source(path)


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "text " * 1000)


_NO_SOUND = {
    "text": b"This is a letter and not a recording.\n" * 500,
    "json": json.dumps({"a": list(range(2000))}).encode(),
    "html": b"<!DOCTYPE html><html><body>" + b"<p>words</p>" * 900,
    "picture": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + np.random.default_rng(0).bytes(40_000) + b"\xff\xd9",
    "noise": np.random.default_rng(4).bytes(200_000),
    "zeros": bytes(100_000),
    "ones": b"\xff" * 100_000,
    "one byte": b"R",
    "playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n",
    "concat script": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "RIFF only": b"RIFF\x24\x00\x00\x00WAVE",
    "FLAC only": b"fLaC",
    "Ogg only": b"OggS" + bytes(100),
    "ID3 only": b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10),
    "MP4 only": b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + bytes(500),
    "Matroska only": b"\x1a\x45\xdf\xa3" + bytes(300),
}


@pytest.mark.parametrize("content", _NO_SOUND.values(), ids=_NO_SOUND)
def test_what_holds_no_sound(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "recording.mp3"
    path.write_bytes(content)
    with pytest.raises((AudioUnsupported, AudioEmpty)):
        open_source(path)


def test_an_archive(tmp_path: Path) -> None:
    _zip(tmp_path / "a.wav")
    with pytest.raises(AudioUnsupported):
        open_source(tmp_path / "a.wav")


def test_no_channels_and_no_rate(tmp_path: Path) -> None:
    wav = write(tmp_path / "x.wav", melody(0.5)).read_bytes()
    for at, size, detail in ((22, 2, "0 channels"), (24, 4, "0 Hz")):
        path = tmp_path / "bad.wav"
        path.write_bytes(patched(wav, (at, bytes(size))))
        with pytest.raises(AudioUnsupported) as refused:
            open_source(path)
        assert refused.value.detail == detail


def test_a_header_without_sound(tmp_path: Path) -> None:
    for kind in ("wav", "aiff", "flac"):
        path = write(tmp_path / f"silent.{kind}", np.zeros((0, 2), np.float32))
        with pytest.raises((AudioEmpty, AudioUnsupported)):
            open_source(path)


def test_a_chunk_behind_no_sound_is_not_heard_as_sound(tmp_path: Path) -> None:
    path = write(tmp_path / "silent.wav", np.zeros((0, 2), np.float32))
    behind = b"LIST" + (12).to_bytes(4, "little") + b"INFOISFT\0\0\0\0" + b"cue " + bytes(4)
    path.write_bytes(path.read_bytes()[:44] + behind)
    assert path.read_bytes()[36:44] == b"data" + bytes(4)
    with pytest.raises(AudioEmpty):
        open_source(path)


def test_a_header_that_claims_the_world_takes_no_memory(tmp_path: Path) -> None:
    wav = write(tmp_path / "x.wav", melody(0.5)).read_bytes()
    path = tmp_path / "vast.wav"
    most = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(patched(wav, (4, most), (40, most)))
    assert probe(path).duration == pytest.approx(0.5, abs=0.01)


def test_a_file_removed_while_open_reads_on_or_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "x.flac", melody(2.0))
    with open_source(path) as source:
        path.unlink()
        assert len(source.read(1000, 500)) == 500
    with pytest.raises(AudioMissing):
        open_source(path)
