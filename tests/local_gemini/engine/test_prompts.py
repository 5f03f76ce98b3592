"""What is read from prompts as people write them."""

from __future__ import annotations

import math

import pytest

from audio_desk.local_gemini.engine.prompt import Beyond, Want, read_prompt
from audio_desk.local_gemini.engine.span_text import find_span


@pytest.mark.parametrize(
    ("prompt", "start", "end"),
    [
        ("Provide a transcript of the speech from 02:30 to 03:29.", 150, 209),
        ("Transcribe from 2:30 to 3:29", 150, 209),
        ("Transcribe 02:30-03:29", 150, 209),
        ("Transcribe 02:30 – 03:29 only", 150, 209),
        ("What is said between 00:34 and 00:52?", 34, 52),
        ("Transcribe [00:34] to [00:52]", 34, 52),
        ("Only (00:34—00:52), please", 34, 52),
        ("from 00:34 until 00:52", 34, 52),
        ("from 00:34 through 00:52", 34, 52),
        ("from 1:15:30 to 1:16:00", 4530, 4560),
        ("from 01:15:30 to 01:16:00.5", 4530, 4560.5),
        ("from 75:30 to 76:00", 4530, 4560),
        ("from 120:00 to 120:30", 7200, 7230),
        ("from 02:30.250 to 03:29.5", 150.25, 209.5),
        ("from 34 to 52 seconds", 34, 52),
        ("between 34s and 52s", 34, 52),
        ("seconds 34 to 52", 34, 52),
        ("from 1m30s to 2 minutes", 90, 120),
        ("the first 30 seconds", 0, 30),
        ("the first two minutes", 0, 120),
        ("the first minute", 0, 60),
        ("up to 00:30", 0, 30),
        ("everything after 01:00", 60, math.inf),
        ("the last 20 seconds", -20, math.inf),
        ("Consider only the part from 02:30 to 03:29. How much was he paid?", 150, 209),
        ("What is said at 01:20?", 75, 90),
    ],
)
def test_a_part_of_the_recording_is_understood(prompt: str, start: float, end: float) -> None:
    wanted = find_span(prompt)
    assert wanted is not None
    assert (wanted.start, wanted.end) == pytest.approx((start, end))


@pytest.mark.parametrize(
    "prompt",
    [
        "Generate a transcript of the speech.",
        "Write one line for each utterance, with the time it begins, in the form [MM:SS] words.",
        "Minutes go on counting past 59, as in 75:30.",
        "Transcribe with lines like [00:05] words",
        "Transcribe. Example:\n[00:00 - 00:05] Speaker: hello",
        "Use a format such as 00:10-00:20",
        "Did he arrive about 10:30 pm?",
        "Was the score 5:30-4:20?",
        "What happened in 1974?",
        "How did he go from London to Paris?",
        "from 02:75 to 03:80",
        "",
    ],
)
def test_no_part_is_read_into_other_numbers(prompt: str) -> None:
    assert find_span(prompt) is None


def test_the_end_of_a_recording_is_where_its_last_seconds_are_counted_from() -> None:
    last = find_span("the last 20 seconds")
    assert last is not None
    assert last.within(125.5) == (105.5, 125.5)
    assert last.within(12.0) == (0.0, 12.0)


def test_a_part_that_ends_before_it_begins_is_kept_to_be_refused() -> None:
    wanted = find_span("from 00:52 to 00:34")
    assert wanted is not None
    start, end = wanted.within(120)
    assert end < start


@pytest.mark.parametrize(
    ("prompt", "want"),
    [
        ("Generate a transcript of the speech.", Want.TRANSCRIPT),
        ("Provide a transcript of the speech from 02:30 to 03:29.", Want.TRANSCRIPT),
        ("Transcribe this", Want.TRANSCRIPT),
        ("please transcribe the attached audio word for word", Want.TRANSCRIPT),
        ("Can you give me subtitles for this clip?", Want.TRANSCRIPT),
        ("Write down everything that is said.", Want.TRANSCRIPT),
        ("Transcript", Want.TRANSCRIPT),
        ("", Want.TRANSCRIPT),
        ("Describe this audio clip", Want.DESCRIBE),
        ("Describe what can be heard.", Want.DESCRIBE),
        ("What can you hear?", Want.DESCRIBE),
        ("Tell me about this recording", Want.DESCRIBE),
        ("Which sounds are not speech?", Want.SOUNDS),
        ("Which sounds are not speech? Name each with the time at which it begins and ends.", Want.SOUNDS),
        ("What sounds can be heard?", Want.SOUNDS),
        ("Is there any background noise?", Want.SOUNDS),
        ("List all non-speech events", Want.SOUNDS),
        ("Can you hear any birds?", Want.SOUNDS),
        ("Is there music?", Want.SOUNDS),
        ("Is birdsong audible?", Want.SOUNDS),
        ("Please summarize the audio.", Want.SUMMARY),
        ("Please summarise the audio.", Want.SUMMARY),
        ("What are the key points?", Want.SUMMARY),
        ("What is this recording about?", Want.SUMMARY),
        ("Summarize the transcript", Want.SUMMARY),
        ("How much was he paid?", Want.QUESTION),
        ("What did the sound of the fog horn do?", Want.QUESTION),
        ("Why did the bell not wake him?", Want.QUESTION),
        ("In the transcript, who is Margaret?", Want.QUESTION),
        ("What is he describing at the end?", Want.QUESTION),
        ("What did they say about the rain?", Want.QUESTION),
    ],
)
def test_the_task_is_understood(prompt: str, want: Want) -> None:
    assert read_prompt(prompt).want is want


@pytest.mark.parametrize(
    ("prompt", "beyond"),
    [
        ("Translate this into German", Beyond.TRANSLATE),
        ("What is said, in French?", Beyond.TRANSLATE),
        ("Who is speaking?", Beyond.SPEAKERS),
        ("How many speakers are there?", Beyond.SPEAKERS),
        ("What emotions does the speaker show?", Beyond.EMOTION),
        ("Write a blog post based on this", Beyond.WRITING),
        ("How much was he paid?", None),
        ("How many people lived there?", None),
    ],
)
def test_what_is_beyond_the_engine_is_known(prompt: str, beyond: Beyond | None) -> None:
    assert read_prompt(prompt).beyond is beyond


def test_only_the_question_is_looked_for_not_the_span_or_the_form() -> None:
    wish = read_prompt(
        "Consider only the part from 02:30 to 03:29. How much was he paid?\nGive times in the form [MM:SS]."
    )
    assert wish.question == "How much was he paid?"


def test_the_system_instruction_decides_where_the_prompt_names_no_task() -> None:
    assert read_prompt("", "You describe audio recordings.").want is Want.DESCRIBE
    assert read_prompt("", "Answer in English.").want is Want.TRANSCRIPT
    assert read_prompt("How much was he paid?", "You transcribe audio.").want is Want.QUESTION


def test_a_schema_for_utterances_asks_for_a_transcript_where_nothing_is_asked() -> None:
    assert read_prompt("Process this file.", lists_wanted=True).want is Want.TRANSCRIPT
    assert read_prompt("When did it end?", lists_wanted=True).want is Want.QUESTION


def test_wishes_about_the_form_are_heard() -> None:
    assert not read_prompt("Transcribe without timestamps").with_times
    assert read_prompt("Transcribe with timestamps").with_times
    assert read_prompt("Transcribe and return JSON").json_wanted
