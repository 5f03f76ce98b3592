"""Answers that look whole and are not, and what can be asked after them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.follow_up import can_be_split, halves_of, rest_of
from audio_desk.operations.asking.relative_times import offered_shift, shift_times
from audio_desk.operations.desk import Desk
from audio_desk.operations.transcripts.script import load_script, take_answer
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from tests.operations.asked import finished, gather, newest, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess

RATE = 8_000


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A minute: two seconds of sound, half a second of silence, and so on."""
    noise = np.random.default_rng().uniform(-0.3, 0.3, (24, round(2.5 * RATE)))
    noise[:, 2 * RATE :] = 0
    path = tmp_path / "talk.wav"
    soundfile.write(path, noise.reshape(-1), RATE, subtype="PCM_16")
    return path


async def answer_to(
    desk: Desk, server: ServerProcess, path: Path, text: str, span: Sequence[int], **changes: object
) -> AnswerRecord:
    script_answer(server, said(text, "STOP"))
    request = await request_about(
        desk, path, region=Region(span[0] * RATE, span[1] * RATE), mode="whole", **changes
    )
    return finished(await gather(desk, request)).answer


async def test_a_transcript_that_ends_while_people_talk_on_is_incomplete(
    server: ServerProcess, open_desk: OpenDesk, talk: Path
) -> None:
    async with open_desk() as desk:
        answer = await answer_to(desk, server, talk, "[00:00] One.\n[00:20] Two.", (0, 60))
        assert (answer.status, answer.problem, answer.finish) == (AnswerStatus.INCOMPLETE, "short", "STOP")
        whole = await answer_to(desk, server, talk, "[00:00] One.\n[00:55] Two.", (0, 60))
        assert whole.status == AnswerStatus.COMPLETE


@pytest.mark.parametrize(("end", "problem"), [("", "short"), ('"}]', "")])
async def test_json_that_ends_in_the_middle_of_a_line_is_incomplete_and_kept(
    server: ServerProcess, open_desk: OpenDesk, talk: Path, end: str, problem: str
) -> None:
    text = '[{"start": "00:00", "end": "00:55", "text": "One."}, {"start": "00:55", "text": "Two' + end
    async with open_desk() as desk:
        answer = await answer_to(desk, server, talk, text, (0, 60))
    assert (answer.problem, [line.text for line in answer.segments]) == (problem, ["One.", "Two"])


async def test_steady_noise_after_the_last_words_is_no_speech(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "machine.wav"
    soundfile.write(path, np.random.default_rng().uniform(-0.3, 0.3, 60 * RATE), RATE, subtype="PCM_16")
    async with open_desk() as desk:
        answer = await answer_to(desk, server, path, "[00:00] One.\n[00:20] Two.", (0, 60))
    assert answer.status == AnswerStatus.COMPLETE


async def test_a_text_that_goes_round_is_incomplete_and_kept(
    server: ServerProcess, open_desk: OpenDesk, talk: Path
) -> None:
    text = "\n".join(f"[00:{second:02d}] I do not know that." for second in range(5, 50, 3))
    async with open_desk() as desk:
        answer = await answer_to(desk, server, talk, text, (0, 60))
        assert (answer.status, answer.problem) == (AnswerStatus.INCOMPLETE, "loops")
        assert len(answer.segments) == 15


async def test_the_rest_begins_with_the_last_line_that_came(
    server: ServerProcess, open_desk: OpenDesk, talk: Path
) -> None:
    async with open_desk() as desk:
        request = await request_about(desk, talk, region=Region(0, 60 * RATE))
        script_answer(server, said("[00:00] One.\n[00:20] Tw", "MAX_TOKENS"))
        await gather(desk, request)
        cut = await newest(desk, request)
        rest = rest_of(cut, request.recording)
        assert rest == Region(20 * RATE, 60 * RATE)
        script_answer(server, said("[00:20] Two.\n[00:55] Three.", "STOP"))
        await gather(desk, await request_about(desk, talk, region=rest, mode="whole"))
        answers = await desk.run(desk.store.answers, request.recording.record.id)
        script = await load_script(desk, request.recording)
        assert [segment.text for segment in script.segments] == ["One.", "Two.", "Three."]
        assert rest_of(answers[0], request.recording) is None


async def test_a_stretch_is_split_in_the_pause_nearest_to_its_middle(
    server: ServerProcess, open_desk: OpenDesk, talk: Path
) -> None:
    async with open_desk() as desk:
        request = await request_about(desk, talk, region=Region(0, 60 * RATE))
        script_answer(server, said("", "STOP"))
        await gather(desk, request)
        empty = await newest(desk, request)
        assert can_be_split(empty, request.recording)
        assert rest_of(empty, request.recording) is None
        first, second = await halves_of(desk, request.recording, empty)
        assert (first.start, first.end, second.end) == (0, second.start, 60 * RATE)
        assert first.end / RATE % 2.5 == pytest.approx(2.25, abs=0.1)
        assert abs(first.end - 30 * RATE) < 2.5 * RATE


@pytest.mark.parametrize("task", [Task.TRANSCRIPT, Task.ASK])
async def test_times_that_count_from_the_region_are_moved_with_one_call_and_back(
    server: ServerProcess, open_desk: OpenDesk, talk: Path, task: Task
) -> None:
    async with open_desk() as desk:
        answer = await answer_to(
            desk, server, talk, "[00:00] One.\n[00:16] Two.", (30, 50), task=task, question="What?"
        )
        assert answer.status == AnswerStatus.COMPLETE
        recording = (await request_about(desk, talk)).recording
        assert offered_shift(answer, recording) == 30 * RATE
        moved = await shift_times(desk, recording, answer)
        assert moved == await desk.run(desk.store.answer, answer.id)
        assert moved.text == "[00:30] One.\n[00:46] Two."
        assert moved.shifted_frames == 30 * RATE
        if task == Task.TRANSCRIPT:
            assert [(s.start_frame // RATE, s.end_frame // RATE, s.flags) for s in moved.segments] == [
                (30, 46, frozenset()),
                (46, 50, frozenset()),
            ]
            script = await load_script(desk, recording)
            assert [line.start_frame // RATE for line in script.segments] == [30, 46]
        assert offered_shift(moved, recording) == 0
        assert await shift_times(desk, recording, moved) == answer


async def test_an_earlier_answer_that_is_used_is_the_transcript_again(
    server: ServerProcess, open_desk: OpenDesk, talk: Path
) -> None:
    async with open_desk() as desk:
        first = await answer_to(desk, server, talk, "[00:00] First.", (0, 10))
        second = await answer_to(desk, server, talk, "[00:00] Second.", (0, 10))
        recording = (await request_about(desk, talk)).recording
        await load_script(desk, recording)
        await take_answer(desk, recording, first, mode="replace")
        answers = await desk.run(desk.store.answers, first.recording_id)
        assert [answer.id for answer in answers] == [second.id, first.id]
        script = await load_script(desk, recording)
        assert [segment.text for segment in script.segments] == ["First."]
