"""How answers become the kept transcript: each is considered once, and never written over corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from audio_desk.library.records import AnswerRecord, VersionRecord
from audio_desk.library.store import Store
from audio_desk.operations.transcripts.assembly import reach
from audio_desk.transcripts.script.change import Change, apply, nothing, turning
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.merging import in_the_way, take_answer
from audio_desk.transcripts.script.script import Script

Mode = Literal["auto", "replace", "beside"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer made of the transcript."""

    change: Change
    version: VersionRecord | None = None
    """The transcript as it was before, when something of it is no longer shown."""
    beside: bool = False
    """Something stands in its way, by a person or longer: it stays an answer, and nothing was changed."""


def current_script(store: Store, recording_id: int, *, apart_from: int | None = None) -> Script:
    """The kept transcript with every answer in it that ended since, but for one."""
    while True:
        script = store.script(recording_id)
        waiting = [answer for answer in store.answers_to_take(recording_id) if answer.id != apart_from]
        if not waiting:
            return script
        new = with_answers(script, waiting, store.recording(recording_id).rate)
        change = turning(script, new, "answer")
        _version_before(store, recording_id, change)
        # Another program may have been quicker: then its transcript counts.
        if store.take_answers(recording_id, change, [answer.id for answer in waiting]):
            return new


def with_answers(script: Script, answers: Sequence[AnswerRecord], rate: int) -> Script:
    """Transcripts with lines, newest first; those that something stands in the way of are left out."""
    for answer in reversed(answers):
        if not in_the_way(script, reach(answer)):
            script = apply(script, _change(script, answer, rate))
    return script


def taken(store: Store, answer: AnswerRecord, mode: Mode) -> Taken:
    """Only a transcript with lines can be taken; `auto` leaves alone what is in its way."""
    script = current_script(store, answer.recording_id, apart_from=answer.id)
    if answer.task != "transcript" or not answer.segments:
        return Taken(nothing(script, "answer"))
    beside = mode == "beside" or (mode == "auto" and bool(in_the_way(script, reach(answer))))
    rate = store.recording(answer.recording_id).rate
    change = nothing(script, "answer") if beside else _change(script, answer, rate)
    version = _version_before(store, answer.recording_id, change)
    chosen = mode == "replace"
    if not store.take_answers(answer.recording_id, change, [answer.id], again=chosen, chosen=chosen):
        # Somebody who read the transcript a moment ago has taken it.
        return Taken(nothing(script, "answer"), version)
    return Taken(change, version, beside)


def is_beaten(script: Script, answer: AnswerRecord) -> bool:
    """Whether it is not this transcript that is shown for all of the stretch that it speaks for."""
    if answer.task != "transcript" or not answer.segments:
        return False
    stretch = reach(answer)
    shown = {line.answer_id for line in script.segments if stretch.contains(line.middle)}
    return shown - {None} != {answer.id}


def _change(script: Script, answer: AnswerRecord, rate: int) -> Change:
    return take_answer(script, answer.segments, answer.id, reach(answer), rate)


def _version_before(store: Store, recording_id: int, change: Change) -> VersionRecord | None:
    if _said(change.removed) <= _said(change.added):
        return None
    return store.keep_version(recording_id, change.kind)


def _said(segments: Iterable[KeptSegment]) -> set[tuple[int, int, str, str | None]]:
    return {(it.start_frame, it.end_frame, it.text, it.speaker) for it in segments}
