"""The sound of a film: found between its pictures, as long as it is; ending early is no damage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.video.stream import VideoStream

from audio_desk.audio.decoding.packet_feed import AudioPacket
from audio_desk.audio.source import open_source, probe
from audio_desk.error_text import words_for
from audio_desk.errors import AudioSilentFilm
from tests.audio.making import encode, melody

SECONDS = 4.0
Change = Callable[[AudioPacket], bool]
"""May change a packet of sound; whether it stays."""


def film(folder: Path, codec: str, container: str, change: Change = lambda _: True, **options: str) -> Path:
    """With moving pictures and sound, put together anew."""
    rate = 48_000
    made = encode(
        folder / "made.mkv",
        melody(SECONDS, rate),
        "matroska",
        codec,
        rate,
        video=True,
        options={"b": "64000"},
    )
    target = folder / "film"
    with av.open(str(made)) as old, av.open(str(target), "w", format=container, options=options) as new:
        streams = {stream.index: new.add_stream_from_template(stream) for stream in old.streams}
        for packet in old.demux():
            if packet.dts is None or (
                packet.stream.type == "audio" and not change(cast("AudioPacket", packet))
            ):
                continue
            packet.stream = streams[packet.stream.index]
            new.mux(packet)
    return target


@pytest.mark.parametrize("container", ["vob", "mpeg", "mpegts", "avi"])
def test_frames_between_pictures_are_not_taken_for_a_bare_stream(container: str, tmp_path: Path) -> None:
    path = film(tmp_path, "mp2", container)
    info = probe(path)
    assert (info.container, info.damage) == (container.replace("vob", "mpeg").upper(), ())
    assert info.duration == pytest.approx(SECONDS, abs=0.1)
    with open_source(path) as source:
        sound = source.read(48_000, 48_000)[:, 0]
    wanted = melody(SECONDS, 48_000)[:, 0]
    lagged = [np.corrcoef(sound, wanted[48_000 + lag : 96_000 + lag])[0, 1] for lag in range(-1300, 1300, 13)]
    assert max(lagged) > 0.95


def test_a_camcorders_transport_stream_is_read(tmp_path: Path) -> None:
    path = film(tmp_path, "ac3", "mpegts", mpegts_m2ts_mode="1")
    assert path.read_bytes()[4::192][:20] == b"\x47" * 20
    assert probe(path).duration == pytest.approx(SECONDS, abs=0.1)


@pytest.mark.parametrize("codec", ["libopus", "flac"])
def test_sound_that_begins_late_is_not_damaged(codec: str, tmp_path: Path) -> None:
    def later(packet: AudioPacket) -> bool:
        assert packet.pts is not None
        packet.pts = packet.dts = packet.pts + 2000
        return True

    info = probe(film(tmp_path, codec, "matroska", later))
    assert info.duration == pytest.approx(SECONDS, abs=0.05)
    assert info.broken_at == ()


def test_sound_that_ends_before_the_pictures_is_not_damaged(tmp_path: Path) -> None:
    info = probe(film(tmp_path, "libopus", "matroska", lambda packet: (packet.pts or 0) < 2000))
    assert info.duration == pytest.approx(2.0, abs=0.1)
    assert info.broken_at == ()
    assert not info.claim_differs


@pytest.mark.parametrize("container", ["matroska", "mp4", "avi", "mpegts"])
def test_a_film_without_sound_is_called_one(container: str, tmp_path: Path) -> None:
    path = tmp_path / "silent"
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream("mpeg4", rate=25)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for number in range(25):
            picture = av.VideoFrame(64, 64, "yuv420p")
            picture.pts = number
            out.mux(stream.encode(picture))
        out.mux(stream.encode(None))
    with pytest.raises(AudioSilentFilm) as refused:
        open_source(path)
    assert words_for(refused.value).sentence.startswith("“silent” holds pictures and no sound")


def test_a_film_cut_short_says_so(tmp_path: Path) -> None:
    path = film(tmp_path, "libopus", "matroska")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    info = probe(path)
    assert 1.0 < info.duration < 3.5
    assert info.broken_at == (info.duration,)
