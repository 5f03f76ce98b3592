"""One channel is sent where that is wished: sound, upload, receipt and answer say which."""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.errors import ChannelMissing
from audio_desk.operations.uploads.files import list_uploads
from audio_desk.operations.uploads.upload_recording import upload_recording
from audio_desk.region import Region
from tests.operations.asked import finished, gather, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.operations.sent import last_request, receipt_of
from tests.server_process import ServerProcess

RATE = 8_000


@pytest.fixture
def stereo(tmp_path: Path) -> Path:
    """Ten seconds with another noise on each side."""
    noise = np.random.default_rng().uniform(-0.3, 0.3, (80_000, 2)).astype(np.float32)
    soundfile.write(tmp_path / "stereo.wav", noise, RATE, subtype="PCM_16")
    return tmp_path / "stereo.wav"


def alone(stereo: Path, channel: int) -> Path:
    sound, _ = soundfile.read(stereo, dtype="int16")
    path = stereo.with_name(f"alone-{channel}.wav")
    soundfile.write(path, sound[:, channel], RATE, subtype="PCM_16")
    return path


async def test_a_region_leaves_as_the_chosen_channel_and_is_kept_as_such(
    server: ServerProcess, open_desk: OpenDesk, stereo: Path
) -> None:
    script_answer(server, said("[00:00] Yes.", "STOP"))
    async with open_desk() as desk:
        request = await request_about(desk, stereo, channel=1)
        answer = finished(await gather(desk, request)).answer
        receipt = await receipt_of(desk, answer.id)
    sent = last_request(server)["body"]["contents"][0]["parts"][0]["inlineData"]["data"]
    right = cut_flac(alone(stereo, 1), Region.of_seconds(2, 8, RATE))
    assert receipt.sound_sha256 == hashlib.sha256(right.data).hexdigest()
    assert isinstance(sent, dict) or base64.urlsafe_b64decode(sent) == right.data
    assert (answer.channel, receipt.channel) == (1, 1)


async def test_the_whole_as_one_channel_is_an_upload_of_its_own(
    server: ServerProcess, open_desk: OpenDesk, stereo: Path
) -> None:
    script_answer(server, said("[00:00] Yes.", "STOP"))
    async with open_desk() as desk:
        request = await request_about(desk, stereo, mode="whole", channel=0)
        recording = request.recording
        [*_] = [event async for event in upload_recording(desk, "on-device", recording)]
        first = finished(await gather(desk, request)).answer
        script_answer(server, said("[00:00] Again.", "STOP"))
        second = finished(await gather(desk, request)).answer
        receipts = [await receipt_of(desk, answer.id) for answer in (first, second)]
        page = await list_uploads(desk, "on-device")
    assert receipts[0].upload_name == receipts[1].upload_name
    mine = [each for each in page.uploads if each.recording and each.recording.id == recording.record.id]
    names = {each.file.display_name: each for each in mine}
    assert set(names) == {"stereo.wav", "stereo left.flac"}
    made = names["stereo left.flac"]
    assert made.file.name == receipts[0].upload_name
    assert made.seconds == recording.duration  # it is known to be all of it
    assert made.file.mime_type == receipts[0].sound_mime_type == "audio/flac"
    left = soundfile.read(io.BytesIO(cut_flac(alone(stereo, 0), None).data), dtype="int16")[0]
    assert len(left) == 160_000
    assert [receipt.channel for receipt in receipts] == [0, 0]


async def test_a_channel_that_is_not_there_is_refused_before_there_is_a_row(
    open_desk: OpenDesk, stereo: Path, tones: Path
) -> None:
    async with open_desk() as desk:
        for path, channel in ((stereo, 2), (tones, 1)):
            request = await request_about(desk, path, channel=channel)
            with pytest.raises(ChannelMissing):
                await gather(desk, request)
            assert await desk.run(desk.store.answers, request.recording.record.id) == ()


async def test_the_only_channel_is_the_recording_as_it_is(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:00] Yes.", "STOP"))
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode="whole", channel=0)
        answer = finished(await gather(desk, request)).answer
        assert answer.channel is None
        assert (await receipt_of(desk, answer.id)).sound_mime_type == "audio/wav"
        assert replace(request, channel=None) != request
