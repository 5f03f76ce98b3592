"""The transcript as a text for the clipboard: the lines alone, with times or without."""

from __future__ import annotations

from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.export_document import gather, nothing_of
from audio_desk.transcripts.formats.document import Layout
from audio_desk.transcripts.formats.plain_text import rows


async def transcript_text(desk: Desk, recording: Recording, *, times: bool) -> str:
    """Raises NothingToExport, NoSpeechFound and StoreUnavailable."""
    document = await gather(desk, recording)
    if not document.lines:
        raise nothing_of(document, "transcript")
    return await desk.run(lambda: "\n".join([*rows(document, Layout(times=times)), ""]))
