"""Has a whole recording at the File API: as it is, or as FLAC made here where Gemini would not take it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from pathlib import Path

from audio_desk.channels import channel_name
from audio_desk.errors import ConversionNeeded
from audio_desk.operations.asking.permission import check_whole_may_leave
from audio_desk.operations.beside import Result
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import UploadEvent
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.recording_file import unchanged_file
from audio_desk.operations.uploads.conversion import Converted, conversion_of, convert, discard
from audio_desk.operations.uploads.delivery import deliver
from audio_desk.operations.uploads.dispatch import Dispatch
from audio_desk.operations.uploads.living_upload import Origin
from audio_desk.operations.uploads.sending import Parcel, send
from audio_desk.operations.uploads.sharing import Hold
from audio_desk.request.plan import CLIP_MIME_TYPE
from audio_desk.settings import Account


async def upload_recording(
    desk: Desk,
    account: Account,
    recording: Recording,
    *,
    gone: Collection[str] = (),
    converts: bool = True,
    hold: Hold | None = None,
    channel: int | None = None,
) -> AsyncGenerator[UploadEvent, None]:
    """Yield how it goes, Uploaded last. A living upload of the same bytes is used, unless it is `gone`.

    `channel`: as FLAC of that one alone, which is another upload than that of all of them.

    Raises GeminiError, LocalGeminiError, AudioError and StoreUnavailable; without `converts`,
    ConversionNeeded for what Gemini would not take; LimitExceeded for what is too long even so; RegionsOnly
    where the user said that the whole file stays here.
    """
    await check_whole_may_leave(desk, account, recording)
    needed = channel is not None or conversion_of(recording) is not None
    if needed and not converts:
        raise ConversionNeeded(recording.path)

    def sending(dispatch: Dispatch) -> AsyncGenerator[UploadEvent, None]:
        return _converted(dispatch, recording, channel) if needed else _as_it_is(dispatch, recording)

    origin = _origin(recording, channel)
    async with aclosing(deliver(desk, account, origin, sending, gone=gone, hold=hold)) as events:
        async for event in events:
            yield event


async def _as_it_is(dispatch: Dispatch, recording: Recording) -> AsyncGenerator[UploadEvent, None]:
    path = await unchanged_file(dispatch.desk, recording)
    record = recording.record
    parcel = Parcel(path, record.name, recording.info.mime_type, record.fingerprint, _origin(recording, None))
    async with aclosing(send(dispatch, parcel)) as events:
        async for event in events:
            yield event


async def _converted(
    dispatch: Dispatch, recording: Recording, channel: int | None
) -> AsyncGenerator[UploadEvent, None]:
    desk, account = dispatch.desk, dispatch.account
    path = await unchanged_file(desk, recording)
    made: Converted | None = None
    async with aclosing(convert(desk, account, recording, path, channel)) as reports:
        async for report in reports:
            if isinstance(report, Result):
                made = report.value
            else:
                yield report
    assert made is not None
    try:
        await unchanged_file(desk, recording)
        parcel = Parcel(
            made.path, _name(recording, channel), CLIP_MIME_TYPE, made.sha256, _origin(recording, channel)
        )
        async with aclosing(send(dispatch, parcel)) as events:
            async for event in events:
                yield event
    finally:
        # As long as there is a session to go on with, its bytes are needed.
        if await desk.run(desk.store.session_of, account, made.sha256) is None:
            await discard(desk, made.path)


def _origin(recording: Recording, channel: int | None) -> Origin:
    return Origin(recording.record.id, recording.record.fingerprint).of_channel(channel)


def _name(recording: Recording, channel: int | None) -> str:
    name = recording.record.name
    if channel is None:
        return name
    return f"{Path(name).stem} {channel_name(channel, recording.channels)}.flac"
