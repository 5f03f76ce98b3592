"""Words are found in every writing, also where nothing stands between them, and marked in what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audio_desk.errors import NoWords
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.recordings.regions import add_region
from audio_desk.operations.transcripts.import_transcript import import_transcript
from audio_desk.operations.transcripts.search import marks_in, search
from audio_desk.region import Region
from tests.operations.conftest import OpenDesk

TEXTS = ("The boats in the harbour", "私は京都に2019年 DVD機", "ครับสวัสดีทุกคน", "100％ snake_case")
FOUND = {
    "京都": 1,
    "都に": 1,
    "京都 dvd": 1,
    "dvd機": 1,
    "zebra 京都": 0,
    "都京": 0,
    "京%都": 0,
    "สวัสดี": 1,
    "case": 1,
    "机の上": 1,
}


async def test_letters_within_a_row_are_found(open_desk: OpenDesk, tones: Path, tmp_path: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        lines = [{"start": at, "end": at + 1, "text": text} for at, text in enumerate(TEXTS)]
        (tmp_path / "lines.json").write_text(json.dumps(lines), encoding="utf-8")
        await import_transcript(desk, recording, tmp_path / "lines.json")
        await add_region(desk, recording, Region(0, 9), name="その机の上に")
        found = {words: len(await search(desk, words)) for words in FOUND}
        with pytest.raises(NoWords):
            await search(desk, "_ __")
    assert found == FOUND


def test_the_words_that_were_found_are_marked() -> None:
    assert marks_in("Müller, in the snake_case", 'mull "the snake" case') == ((0, 4), (11, 20), (21, 25))
    assert marks_in("私は京都に", "京都") == ((2, 4),)
    assert marks_in("a re\u0301sume\u0301 here", "résumé") == ((2, 9),)
