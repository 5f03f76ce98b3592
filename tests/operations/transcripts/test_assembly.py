"""Which lines of several answers make up the transcript."""

from __future__ import annotations

from datetime import UTC, datetime

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.transcripts.assembly import newest_transcript
from audio_desk.operations.transcripts.taking import with_answers
from audio_desk.region import Region
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Flag, Segment


def answer(
    number: int,
    *segments: Segment,
    region: Region | None = None,
    status: AnswerStatus = AnswerStatus.COMPLETE,
    task: str = "transcript",
) -> AnswerRecord:
    return AnswerRecord(
        id=number,
        recording_id=1,
        task=task,
        question="",
        prompt="",
        mode="whole",
        region=region,
        account="on-device",
        model="m",
        model_version="",
        status=status,
        finish="STOP",
        problem="",
        text="",
        segments=segments,
        created=datetime.now(UTC),
        finished=None,
    )


OLD = answer(1, Segment(0, 100, "one"), Segment(100, 200, "two"), Segment(200, 300, "three"))


def words(*answers: AnswerRecord) -> list[str]:
    return [segment.text for segment in with_answers(Script(), answers, 10).segments]


def test_one_transcript_is_shown_in_time_order() -> None:
    assert words(answer(1, Segment(100, 200, "two"), Segment(0, 100, "one"))) == ["one", "two"]


def test_a_newer_transcript_of_a_region_replaces_only_that_stretch() -> None:
    new = answer(2, Segment(105, 195, "TWO"), region=Region(100, 200))
    assert words(new, OLD) == ["one", "TWO", "three"]


def test_a_complete_region_without_a_line_at_its_end_still_replaces_all_of_it() -> None:
    new = answer(2, Segment(100, 120, "TWO"), region=Region(100, 300))
    assert words(new, OLD) == ["one", "TWO"]


def test_an_incomplete_transcript_replaces_only_what_it_reached() -> None:
    new = answer(2, Segment(0, 90, "ONE"), status=AnswerStatus.INCOMPLETE)
    assert words(new, OLD) == ["ONE", "two", "three"]


def test_a_line_with_an_impossible_time_is_shown_but_claims_nothing() -> None:
    strange = Segment(900, 950, "late", flags=frozenset({Flag.PAST_END}))
    new = answer(2, Segment(0, 100, "ONE"), strange, status=AnswerStatus.INCOMPLETE)
    assert words(new, OLD) == ["ONE", "two", "three", "late"]


def test_the_newest_transcript_is_found_among_other_answers() -> None:
    found = newest_transcript([answer(3, task="ask"), OLD])
    assert found is OLD
    assert newest_transcript([answer(3, task="ask")]) is None
