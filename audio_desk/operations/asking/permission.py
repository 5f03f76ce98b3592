"""Whether a recording may leave this computer as a whole: its owner may have said that only regions do."""

from __future__ import annotations

from audio_desk.errors import RegionsOnly
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.plan import RequestPlan
from audio_desk.settings import Account


async def check_may_leave(
    desk: Desk, account: Account, recording: Recording, region: Region | None, planned: RequestPlan
) -> None:
    """A region that is all of it is all of it. Raises RegionsOnly and StoreError."""
    whole = not planned.cuts or (region is not None and region.frames >= recording.info.frames)
    if whole:
        await check_whole_may_leave(desk, account, recording)


async def check_whole_may_leave(desk: Desk, account: Account, recording: Recording) -> None:
    """What is done on this computer leaves nothing. Raises RegionsOnly and StoreError."""
    if account == "on-device":
        return
    if (await desk.run(desk.store.recording, recording.record.id)).regions_only:
        raise RegionsOnly(recording.path)
