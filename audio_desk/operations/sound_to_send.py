"""Gets the sound of a request to where the model hears it: a clip inside the request, or an upload."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from audio_desk import limits
from audio_desk.audio.clip import cut_flac
from audio_desk.gemini.types import FilePart, InlinePart, Part
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Uploaded, UploadEvent, Uploading, Waiting
from audio_desk.operations.open_recording import Recording, check_unchanged
from audio_desk.operations.sending import Parcel, living_upload, send, until_ready
from audio_desk.operations.upload_recording import upload_recording
from audio_desk.region import Region
from audio_desk.request.body import body_with_clip
from audio_desk.request.plan import CLIP_MIME_TYPE, RequestPlan
from audio_desk.settings import Account
from audio_desk.timecode import clock


@dataclass(frozen=True, slots=True)
class Ready:
    """The last item: what the request carries."""

    part: Part


async def sound_to_send(
    desk: Desk, account: Account, recording: Recording, planned: RequestPlan, *, system: str, anew: bool
) -> AsyncGenerator[Preparing | Uploading | Waiting | Ready, None]:
    """Yield how it goes, Ready last. `anew`: an upload that was used before has turned out to be gone.

    Raises GeminiError, LocalGeminiError, AudioError and StoreUnavailable.
    """
    if not planned.cuts:
        async with aclosing(upload_recording(desk, account, recording, anew=anew)) as events:
            async for event in events:
                yield _ready(event)
        return
    assert planned.region is not None
    region = planned.region
    yield Preparing("cut")
    await desk.run(check_unchanged, recording)
    clip = await desk.run_stoppable(lambda stop: cut_flac(recording.path, region, stop=stop))
    if body_with_clip(len(clip.data), CLIP_MIME_TYPE, planned.prompt, system) <= limits.REQUEST_BYTES:
        yield Ready(InlinePart(clip.data, CLIP_MIME_TYPE))
        return
    async with aclosing(_upload_clip(desk, account, recording, region, clip.data, anew)) as events:
        async for event in events:
            yield _ready(event)


async def _upload_clip(
    desk: Desk, account: Account, recording: Recording, region: Region, data: bytes, anew: bool
) -> AsyncGenerator[UploadEvent, None]:
    digest = await desk.run(lambda: hashlib.sha256(data).hexdigest())
    living = None if anew else await living_upload(desk, account, digest)
    if living is None:
        start, end = region.seconds(recording.rate)
        name = f"{Path(recording.record.name).stem} {clock(start)}-{clock(end)}.flac"
        parcel = Parcel(data, name, CLIP_MIME_TYPE, recording.record.id, digest)
        steps: AsyncGenerator[UploadEvent, None] = send(desk, account, parcel)
    else:
        steps = until_ready(await desk.accounts.client(account), living)
    async with aclosing(steps) as events:
        async for event in events:
            yield event


def _ready(event: UploadEvent) -> Preparing | Uploading | Waiting | Ready:
    if isinstance(event, Uploaded):
        return Ready(FilePart(event.file.uri, event.file.mime_type))
    return event
