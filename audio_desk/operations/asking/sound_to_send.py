"""Gets the sound of a request to where the model hears it: a clip inside the request, or an upload."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from audio_desk import limits
from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.channels import channel_name
from audio_desk.gemini.types import FilePart, InlinePart, Part
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Renewing, Uploaded, UploadEvent, Uploading, Waiting
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.recording_file import unchanged_file
from audio_desk.operations.uploads.delivery import deliver
from audio_desk.operations.uploads.living_upload import Origin
from audio_desk.operations.uploads.sending import Parcel, send
from audio_desk.operations.uploads.upload_recording import upload_recording
from audio_desk.request.body import body_with_clip
from audio_desk.request.plan import CLIP_MIME_TYPE, RequestPlan
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Account
from audio_desk.timecode import clock

_FORM_BYTES: Final = 4096
"""Room for the form in which a transcript may be asked for, beside what the plan knows."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The last item: what the request carries."""

    parts: tuple[Part, ...]
    """Of a question about several recordings the sounds, each after its label."""


async def sound_to_send(
    desk: Desk,
    account: Account,
    recording: Recording,
    planned: RequestPlan,
    settings: RequestSettings,
    *,
    gone: Collection[str],
) -> AsyncGenerator[Preparing | Renewing | Uploading | Waiting | Ready, None]:
    """Yield how it goes, Ready last. `gone`: URIs of uploads that have turned out not to be there any more.

    Raises GeminiError, LocalGeminiError, AudioError and StoreUnavailable.
    """
    if not planned.cuts:
        steps = upload_recording(desk, account, recording, gone=gone, channel=planned.channel)
        async with aclosing(steps) as events:
            async for event in events:
                yield _ready(event)
        return
    yield Preparing("cut")
    clip = await clip_of(desk, recording, planned)
    body = body_with_clip(len(clip), CLIP_MIME_TYPE, planned.prompt, settings)
    if body + _FORM_BYTES <= limits.REQUEST_BYTES:
        yield Ready((InlinePart(clip, CLIP_MIME_TYPE),))
        return
    async with aclosing(upload_clip(desk, account, recording, planned, clip, gone)) as uploading:
        async for step in uploading:
            yield step


async def clip_of(desk: Desk, recording: Recording, planned: RequestPlan) -> bytes:
    """The region as FLAC. Raises AudioError."""
    path = await unchanged_file(desk, recording)
    clip = await desk.run_stoppable(
        lambda stop: cut_flac(path, planned.region, channel=planned.channel, stop=stop, opener=recording.open)
    )
    return clip.data


async def upload_clip(
    desk: Desk,
    account: Account,
    recording: Recording,
    planned: RequestPlan,
    data: bytes,
    gone: Collection[str],
) -> AsyncGenerator[Preparing | Renewing | Uploading | Waiting | Ready, None]:
    """Too large to travel in the request. Raises as `sound_to_send` does."""
    digest = await desk.run(lambda: hashlib.sha256(data).hexdigest())
    start, end = planned.span_seconds
    alone = "" if planned.channel is None else f" {channel_name(planned.channel, recording.channels)}"
    name = f"{Path(recording.record.name).stem} {clock(start)}-{clock(end)}{alone}.flac"
    origin = Origin(recording.record.id, digest)
    parcel = Parcel(data, name, CLIP_MIME_TYPE, digest, origin)

    async with aclosing(deliver(desk, account, origin, partial(send, parcel=parcel), gone=gone)) as events:
        async for event in events:
            yield _ready(event)


def _ready(event: UploadEvent) -> Preparing | Renewing | Uploading | Waiting | Ready:
    if isinstance(event, Uploaded):
        return Ready((FilePart(event.file.uri, event.file.mime_type),))
    return event
