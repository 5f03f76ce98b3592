"""Which segments make up the transcript that is shown: for each stretch the newest words, or those chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment


def assemble(answers: Iterable[AnswerRecord]) -> tuple[Segment, ...]:
    """Segments in time order out of `answers`, newest first; an old one shows where no newer one reaches."""
    return tuple(segment for segment, _ in assembled(answers))


def assembled(answers: Iterable[AnswerRecord]) -> tuple[tuple[Segment, AnswerRecord], ...]:
    """The same, each with the answer that it comes from."""
    return tuple(sorted(_shown(answers), key=lambda found: (found[0].start_frame, found[0].end_frame)))


def _shown(answers: Iterable[AnswerRecord]) -> Iterator[tuple[Segment, AnswerRecord]]:
    covered: list[Region] = []
    for answer in _in_order(answers):
        if answer.task == "transcript" and answer.segments:
            yield from ((segment, answer) for segment in answer.segments if not _is_covered(segment, covered))
            covered.append(reach(answer))


def _in_order(answers: Iterable[AnswerRecord]) -> list[AnswerRecord]:
    """One that was chosen counts more than all that were there then, and less than what came later."""
    ordered = list(answers)
    chosen = [(answer.used, answer) for answer in ordered if answer.used is not None]
    for used, answer in sorted(chosen, key=lambda choice: choice[0]):
        ordered.remove(answer)
        places = (place for place, other in enumerate(ordered) if other.created <= used)
        ordered.insert(next(places, len(ordered)), answer)
    return ordered


def oldest_first(answers: Iterable[AnswerRecord]) -> list[AnswerRecord]:
    """In the order in which one after the other is put over what is there."""
    return _in_order(answers)[::-1]


def reach(answer: AnswerRecord) -> Region:
    """The stretch that the answer speaks for: what it was asked about, or how far it came."""
    trusted = [segment for segment in answer.segments if not segment.flags] or list(answer.segments)
    first = min(segment.start_frame for segment in trusted)
    last = max(segment.end_frame for segment in trusted)
    region = answer.region
    if region is not None:
        first = min(first, region.start)
    if answer.status == AnswerStatus.COMPLETE:
        last = max(last, region.end if region is not None else last)
        first = first if region is not None else 0
    return Region.spanning(first, last)


def is_beaten(answer: AnswerRecord, answers: Iterable[AnswerRecord]) -> bool:
    """Whether others are shown for a part of the stretch that this transcript speaks for."""
    if answer.task != "transcript" or not answer.segments:
        return False
    mine = reach(answer)
    for other in _in_order(answers):
        if other.id == answer.id:
            return False
        if other.task == "transcript" and other.segments:
            theirs = reach(other)
            if theirs.start < mine.end and mine.start < theirs.end:
                return True
    return False


def newest_transcript(answers: Iterable[AnswerRecord]) -> AnswerRecord | None:
    return next((answer for answer in answers if answer.task == "transcript"), None)


def _is_covered(segment: Segment, covered: Iterable[Region]) -> bool:
    """By its middle, so that a line that only touches a newer stretch stays."""
    middle = (segment.start_frame + segment.end_frame) // 2
    return any(region.contains(middle) for region in covered)
