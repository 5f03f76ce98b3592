"""Models that write no space behind a time, as in Chinese and Japanese, lose no line."""

from __future__ import annotations

import pytest

from audio_desk.transcripts.parse import TranscriptParser


@pytest.mark.parametrize(
    ("line", "text", "speaker"),
    [
        ("[00:12]你好。", "你好。", None),
        ("(00:12)Hello", "Hello", None),
        ("[00:12.50]Hello", "Hello", None),
        ("[00:12]:Hello", "Hello", None),
        ("[00:12]Ann: Hello", "Hello", "Ann"),
        ("[00:12 - 00:14]Hello", "Hello", None),
        ("**[00:12]**Hello", "Hello", None),
    ],
)
def test_words_may_stand_close_to_their_time(line: str, text: str, speaker: str | None) -> None:
    parser = TranscriptParser(1000, offset_frames=0, region=None, frames=60_000)
    (said,) = (*parser.feed(f"{line}\n"), *parser.flush())
    assert (said.start_frame // 1000, said.text, said.speaker) == (12, text, speaker)


@pytest.mark.parametrize("line", ["00:12Hello", "12:30ish we left", "[note]Hello", "(2)Hello"])
def test_what_is_no_time_in_brackets_is_no_line(line: str) -> None:
    parser = TranscriptParser(1000, offset_frames=0, region=None, frames=60_000)
    assert (*parser.feed(f"{line}\n"), *parser.flush()) == ()
