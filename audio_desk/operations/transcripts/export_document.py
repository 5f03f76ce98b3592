"""Hands over what is kept of a recording: gathers it, and writes it as a file, whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Container
from dataclasses import replace as with_fields
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Final

from audio_desk import __version__
from audio_desk.audio.cutting.whole_file import refuse_existing, whole_file
from audio_desk.errors import FormatHoldsOne, NoSpeechFound, NothingToExport, Stopped
from audio_desk.library.records import AnswerRecord, AnswerStatus, RegionRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.taking import current_script
from audio_desk.request.prompts import Task
from audio_desk.transcripts.formats.document import Answer, Document, Layout, Line, Mark, Media, What, showing
from audio_desk.transcripts.formats.writing import HOLD_ALL, Format, written
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.segment import Segment

_TOLD_LINES: Final = 100
"""So many lines lie between two words about progress."""


async def gather(desk: Desk, recording: Recording) -> Document:
    """The transcript as it is shown, the regions, and every answer. Raises StoreUnavailable."""
    return await desk.run(_gather, desk.store, recording)


def _gather(store: Store, recording: Recording) -> Document:
    record, rate = recording.record, recording.rate
    script = current_script(store, record.id)
    answers, marks = store.answers(record.id), store.regions(record.id)
    ended = [answer for answer in answers if answer.status != AnswerStatus.STREAMING]
    known = {answer.id for answer in ended}
    return Document(
        name=record.name,
        sha256=record.fingerprint,
        duration=recording.duration,
        rate=rate,
        lines=tuple(_kept_line(segment, rate, known) for segment in script.segments),
        marks=tuple(_mark(mark, rate) for mark in marks),
        answers=tuple(_answer(answer, rate) for answer in reversed(ended)),
        program=f"Audio Desk {__version__}",
        exported=datetime.now(UTC),
    )


async def export_document(
    desk: Desk,
    recording: Recording,
    kind: Format,
    target: Path,
    *,
    what: What | None = None,
    layout: Layout | None = None,
    replace: bool = False,
    stop: threading.Event | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Document:
    """Write `target`; `what` None: all of it where that is JSON, else the transcript.

    `on_progress` is told from another thread how much is made, 0 to 1, where that takes seconds. Set `stop`
    and it raises Stopped, unless the file is there already: half of it never is.

    Raises FormatHoldsOne, NothingToExport, NoSpeechFound, StoreUnavailable; OutputExists, OutputUnsupported
    before anything is gathered; AudioNotWritten.
    """
    wanted = _wanted(kind, what)
    await desk.run(refuse_existing, target, replace=replace, source=recording.path)
    document = await _document(desk, recording, wanted)

    def write(closing: threading.Event) -> None:
        placed = with_fields(document, media=_media(recording, target.absolute()))
        steps = _Steps(len(document.lines), (closing, stop), on_progress)
        content = written(placed, kind, layout or Layout(), steps.is_stopped)
        if steps.is_stopped():
            raise Stopped
        with whole_file(target, replace=replace, source=recording.path) as unfinished:
            unfinished.write_bytes(content)

    await desk.run_stoppable(write)
    return document


async def document_bytes(
    desk: Desk, recording: Recording, kind: Format, *, what: What | None = None, layout: Layout | None = None
) -> bytes:
    """What `export_document` would write to a file here. Raises as it, but for what a file is refused for."""
    document = await _document(desk, recording, _wanted(kind, what))

    def content(closing: threading.Event) -> bytes:
        placed = with_fields(document, media=_media(recording, Path.cwd() / "out"))
        return written(placed, kind, layout or Layout(), closing.is_set)

    return await desk.run_stoppable(content)


async def _document(desk: Desk, recording: Recording, wanted: What) -> Document:
    gathered = await gather(desk, recording)
    document = showing(gathered, wanted)
    if not document.lines and not (wanted == "all" and (document.marks or document.answers)):
        raise nothing_of(gathered, "transcript" if wanted == "all" else wanted)
    return document


def _wanted(kind: Format, what: What | None) -> What:
    """JSON is complete, whatever is asked for."""
    wanted: What = "all" if kind == Format.JSON else what or "transcript"
    if wanted == "all" and kind not in HOLD_ALL:
        raise FormatHoldsOne(kind.value)
    return wanted


class _Steps:
    """Asked before each line whether to stop, it knows how far the writing is."""

    def __init__(
        self,
        lines: int,
        stops: tuple[threading.Event | None, ...],
        on_progress: Callable[[float], None] | None,
    ) -> None:
        self._lines, self._done = max(1, lines), 0
        self._stops = [stop for stop in stops if stop is not None]
        self._on_progress = on_progress

    def is_stopped(self) -> bool:
        self._done += 1
        if self._on_progress is not None and self._done % _TOLD_LINES == 0:
            self._on_progress(min(1.0, self._done / self._lines))
        return any(stop.is_set() for stop in self._stops)


def nothing_of(document: Document, what: What) -> NothingToExport | NoSpeechFound:
    """Why there is none of it."""
    return NoSpeechFound() if what == "transcript" and has_no_speech(document) else NothingToExport(what)


def has_no_speech(document: Document) -> bool:
    """Whether there is no transcript because the last one that was asked for has no words."""
    transcripts = [answer for answer in document.answers if answer.task == Task.TRANSCRIPT]
    return not document.lines and bool(transcripts) and transcripts[-1].problem == "empty"


def _media(recording: Recording, target: Path) -> Media:
    try:
        relative = PurePath(os.path.relpath(recording.path, target.parent)).as_posix()
    except ValueError:
        relative = ""  # another drive
    if relative and not relative.startswith("../"):
        relative = f"./{relative}"
    return Media(recording.path.as_uri(), relative, recording.info.mime_type)


def _line(segment: Segment | KeptSegment, rate: int, answer_id: int | None = None) -> Line:
    return Line(
        start=segment.start_frame / rate,
        end=segment.end_frame / rate,
        text=segment.text,
        speaker=segment.speaker,
        flags=tuple(sorted(segment.flags)),
        answer=answer_id,
    )


def _kept_line(segment: KeptSegment, rate: int, known: Container[int]) -> Line:
    """Where its answer was deleted, it comes from nowhere."""
    return with_fields(
        _line(segment, rate, segment.answer_id if segment.answer_id in known else None),
        edited=segment.corrected,
    )


def _mark(mark: RegionRecord, rate: int) -> Mark:
    return Mark(*mark.span.seconds(rate), mark.name, mark.comment, mark.colour, mark.created)


def _answer(answer: AnswerRecord, rate: int) -> Answer:
    return Answer(
        id=answer.id,
        task=answer.task,
        question=answer.question,
        text=answer.text,
        prompt=answer.prompt,
        mode=answer.mode,
        span=None if answer.region is None else answer.region.seconds(rate),
        account=answer.account,
        model=answer.model,
        model_version=answer.model_version,
        status=answer.status.value,
        finish=answer.finish,
        problem=answer.problem,
        created=answer.created,
        finished=answer.finished,
        tokens=(answer.prompt_tokens, answer.answer_tokens, answer.total_tokens),
        lines=tuple(_line(segment, rate, answer.id) for segment in answer.segments),
        channel=answer.channel,
    )
