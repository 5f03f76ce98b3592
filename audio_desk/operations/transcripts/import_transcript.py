"""Takes over a transcript, regions or answers from a file: as new entries, beside what is there."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as with_fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from audio_desk.errors import AudioMissing, AudioUnreadable, Stopped, TranscriptUnreadable
from audio_desk.library.records import AnswerRecord, AnswerStatus, RegionRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.taking import current_script, taken
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from audio_desk.transcripts.formats.document import Answer, Line, Mark, label
from audio_desk.transcripts.formats.reading import Found, read
from audio_desk.transcripts.formats.skipped import Skipped
from audio_desk.transcripts.formats.writing import Format
from audio_desk.transcripts.script.change import Change, altered, nothing, turning
from audio_desk.transcripts.script.kept import KeptSegment, kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Flag, Segment

LARGEST_BYTES: Final = 200 * 2**20
"""A hundred hours of talk are 10 MB."""
ACCOUNT: Final = "import"
"""Who answered, of a transcript that came out of a file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How much came; answers and regions that were here already do not count."""

    kind: Format
    segments: int
    regions: int
    answers: int
    beside: bool = False
    """Lines of the transcript were corrected by hand: what came stands beside it, as an answer."""
    skipped: Skipped | None = None
    """What was left out, because its times are none."""
    tiers: tuple[str, ...] = ()
    """Of a TextGrid: those with texts that were left out, by name."""


async def import_transcript(
    desk: Desk,
    recording: Recording,
    path: Path,
    *,
    kind: Format | None = None,
    as_regions: bool | None = False,
    stop: threading.Event | None = None,
) -> Imported:
    """What the file holds becomes the newest transcript, or regions; what is there already stays.

    `as_regions` None: where it is a track of labels. Our own JSON brings its regions and answers along;
    those that are here already come no second time.
    Set `stop` while the file is read and it raises Stopped, and nothing is taken over.
    Raises AudioMissing, AudioUnreadable, TranscriptUnreadable and StoreUnavailable.
    """

    def take_over() -> Imported:
        found = _read(path, recording.duration, kind)
        if stop is not None and stop.is_set():
            raise Stopped
        return _import(desk.store, recording, path, found, as_regions)

    return await desk.run(take_over)


def _import(
    store: Store, recording: Recording, path: Path, found: Found, as_regions: bool | None
) -> Imported:
    if as_regions is None:
        as_regions = found.kind == Format.AUDACITY
    here = store.regions(recording.record.id)
    marks = [*found.marks, *(map(_as_mark, found.lines) if as_regions else ())]
    regions = tuple(_new_regions(marks, recording, here))
    lines = () if as_regions else found.lines
    script = current_script(store, recording.record.id)
    added, names = _add_answers(store, recording, found.answers)
    made = Script.arranged(_kept(lines, recording, names))
    beside = False
    if _said(made) == _said(script):
        store.take_answers(recording.record.id, _come_from(script, made, names), added)
    elif found.answers and not script.segments:
        # Ours, with the answers that its lines came from: nothing is there twice.
        store.take_answers(recording.record.id, turning(script, made, "import"), added)
    else:
        store.take_answers(recording.record.id, nothing(script, "import"), added)
        beside = bool(lines) and _take(store, _transcript(lines, recording, path))
    store.save_regions(regions)
    counts = len(lines), len(regions), len(added)
    return Imported(found.kind, *counts, beside, found.skipped, found.tiers)


def _add_answers(
    store: Store, recording: Recording, answers: Iterable[Answer]
) -> tuple[tuple[int, ...], dict[int, int]]:
    """The ids of those that were not here, and of every answer in the file the one that it has here."""
    here: dict[tuple[datetime | None, str, str], int] = {
        (it.created, it.prompt, it.text): it.id for it in store.answers(recording.record.id)
    }
    ordered = tuple(answers)
    new = [answer for answer in ordered if (answer.created, answer.prompt, answer.text) not in here]
    added = store.add_answers(_record(answer, recording) for answer in new)
    here |= {(it.created, it.prompt, it.text): name for it, name in zip(new, added, strict=True)}
    return added, {answer.id: here[answer.created, answer.prompt, answer.text] for answer in ordered}


def _come_from(script: Script, made: Script, names: Mapping[int, int]) -> Change:
    """Lines whose answer was deleted have one again, where the file has it."""
    here = set(names.values())
    pairs = zip(script.segments, made.segments, strict=True)
    linked = (
        with_fields(segment, answer_id=same.answer_id)
        for segment, same in pairs
        if segment.answer_id not in here and same.answer_id is not None
    )
    return altered(script, linked, "import")


def _take(store: Store, transcript: AnswerRecord) -> bool:
    """Whether it stands beside what somebody corrected."""
    (answer_id,) = store.add_answers([transcript])
    return taken(store, store.answer(answer_id), "auto").beside


def _kept(lines: Iterable[Line], recording: Recording, names: Mapping[int, int]) -> Iterator[KeptSegment]:
    ordered = sorted(lines, key=lambda line: (line.start, line.end))
    pairs = zip(ordered, kept(_segments(ordered, recording), None), strict=True)
    for line, segment in pairs:
        yield with_fields(
            segment, answer_id=None if line.answer is None else names.get(line.answer), corrected=line.edited
        )


def _said(script: Script) -> list[tuple[int, int, str, str | None]]:
    return [(it.start_frame, it.end_frame, it.text, it.speaker) for it in script.segments]


def _read(path: Path, duration: float, kind: Format | None) -> Found:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise TranscriptUnreadable("it is too large for one")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise AudioMissing(path) from error
    except OSError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error
    return read(data, duration, kind)


def _transcript(lines: Iterable[Line], recording: Recording, path: Path) -> AnswerRecord:
    segments = tuple(sorted(_segments(lines, recording), key=lambda segment: segment.start_frame))
    now = datetime.now(UTC)
    return AnswerRecord(
        id=0,
        recording_id=recording.record.id,
        task=Task.TRANSCRIPT.value,
        question="",
        prompt="",
        mode="whole",
        region=None,
        account=ACCOUNT,
        model=path.name,
        model_version="",
        status=AnswerStatus.COMPLETE,
        finish="",
        problem="",
        text="\n".join(segment.text for segment in segments),
        segments=segments,
        created=now,
        finished=now,
    )


def _segments(lines: Iterable[Line], recording: Recording) -> Iterator[Segment]:
    for line in lines:
        start, end = round(line.start * recording.rate), round(line.end * recording.rate)
        flags = {flag for flag in Flag if flag.value in line.flags}
        if start >= recording.info.frames:
            flags.add(Flag.PAST_END)
        yield Segment(start, max(start, end), line.text, line.speaker, frozenset(flags))


def _as_mark(line: Line) -> Mark:
    return Mark(line.start, line.end, _one_row(line.text))


def _one_row(text: str) -> str:
    return " ".join(text.split())


def _new_regions(
    marks: Iterable[Mark], recording: Recording, here: Iterable[RegionRecord]
) -> Iterator[RegionRecord]:
    """Those that lie in the recording and are not there yet."""
    known = {(region.span, region.name, region.comment) for region in here}
    # As labels say it, which have one line for both.
    known |= {(span, _one_row(label(name, comment)), "") for span, name, comment in known}
    for mark in marks:
        span = Region.of_seconds(mark.start, mark.end, recording.rate).clamped(recording.info.frames)
        cut_away = span.is_empty and not mark.is_marker
        if cut_away or mark.start > recording.duration or (span, mark.name, mark.comment) in known:
            continue
        known.add((span, mark.name, mark.comment))
        made = mark.created or datetime.now(UTC)
        yield RegionRecord(uuid4().hex, recording.record.id, span, mark.name, mark.colour, mark.comment, made)


def _record(answer: Answer, recording: Recording) -> AnswerRecord:
    status = AnswerStatus.INCOMPLETE
    with suppress(ValueError):
        status = AnswerStatus(answer.status)
    span = answer.span
    region = None if span is None else Region.of_seconds(*span, recording.rate).clamped(recording.info.frames)
    prompt_tokens, answer_tokens, total_tokens = answer.tokens
    return AnswerRecord(
        id=0,
        recording_id=recording.record.id,
        task=answer.task,
        question=answer.question,
        prompt=answer.prompt,
        mode=answer.mode,
        region=None if region is None or region.is_empty else region,
        account=answer.account,
        model=answer.model,
        model_version=answer.model_version,
        status=AnswerStatus.INTERRUPTED if status == AnswerStatus.STREAMING else status,
        finish=answer.finish,
        problem=answer.problem,
        text=answer.text,
        segments=tuple(_segments(answer.lines, recording)),
        created=answer.created or datetime.now(UTC),
        finished=answer.finished,
        prompt_tokens=prompt_tokens,
        answer_tokens=answer_tokens,
        total_tokens=total_tokens,
        channel=answer.channel,
    )
