"""A file says what its lines are, and who says them."""

from __future__ import annotations

from pathlib import Path

import pympi
import pytest

from audio_desk.transcripts.formats.document import Layout, What, showing
from audio_desk.transcripts.formats.reading import read
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats import outside
from tests.transcripts.formats.documents import document, said

SHOWN: list[tuple[What, str]] = [("transcript", "Transcript"), ("regions", "Regions"), ("answers", "Answers")]


@pytest.mark.parametrize(("what", "heading"), SHOWN)
def test_regions_and_answers_are_not_called_a_transcript(what: What, heading: str, tmp_path: Path) -> None:
    wanted = showing(document(said("x")), what)
    path = tmp_path / "file"
    path.write_bytes(written(wanted, Format.MARKDOWN, Layout()))
    assert f"\n## {heading}\n" in path.read_text(encoding="utf-8")
    path.write_bytes(written(wanted, Format.DOCX, Layout()))
    assert f"\n\n{heading}\n\n" in outside.read_docx(path)
    path.write_bytes(written(wanted, Format.EAF, Layout()))
    assert next(iter(pympi.Eaf(str(path)).get_tier_names())) == heading.lower()


def test_two_voices_of_one_cue_are_told_apart() -> None:
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hi</v>\n<v.loud B &amp; C>You</v>\n"
    (line,) = read(cues.encode(), 10.0).lines
    assert (line.text, line.speaker) == ("Ann: Hi\nB & C: You", None)


def test_a_row_that_looks_like_times_stays_a_row_where_arrows_are_escaped(tmp_path: Path) -> None:
    text = "look\n12\n00:00:01,000 --> 00:00:02,000\nthere"
    path = tmp_path / "file.vtt"
    path.write_bytes(written(document(said(text)), Format.VTT, Layout()))
    assert [row[2] for row in outside.read_vtt(path)] == [text]
    assert read(path.read_bytes(), 10.0).lines[0].text == text
