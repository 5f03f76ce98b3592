"""What is written is read back by somebody else's reader: the same text, the same times."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio_desk.transcripts.formats.document import Document, Layout, Line, one_line
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats import documents, outside
from tests.transcripts.formats.documents import TEXTS, document, said

TIMED = {
    "srt": (Format.SRT, outside.read_srt, 0.001),
    "webvtt-py": (Format.VTT, outside.read_vtt, 0.001),
    "csv": (Format.CSV, outside.read_csv, 0.001),
    "praatio": (Format.TEXTGRID, outside.read_praatio, 0.000_001),
    "tgt": (Format.TEXTGRID, outside.read_tgt, 0.000_001),
    "pympi": (Format.EAF, outside.read_eaf, 0.001),
}
"""Format, reader, and the format's precision in seconds."""


def saved(wanted: Document, kind: Format, folder: Path, layout: Layout | None = None) -> Path:
    path = folder / f"out.{kind}"
    path.write_bytes(written(wanted, kind, layout or Layout()))
    return path


def as_read(text: str, reader: str) -> str:
    """What the format can hold of a text: rows end with a line feed, labels and intervals have one row."""
    if reader in ("praatio", "tgt"):
        return one_line(text)
    if reader == "csv":
        return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
    rows = text.replace("\r\n", "\n")
    # Two rows that look like the number and the times of another cue are one.
    return rows.replace("12\n00:", "12 00:") if reader == "srt" else rows


@pytest.mark.parametrize("reader", TIMED)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_outside_reader_finds_the_text_and_the_times(reader: str, text: str, tmp_path: Path) -> None:
    kind, read, precision = TIMED[reader]
    line = said(text, 1.2345678, 3.9876543)
    ((start, end, found),) = read(saved(document(line), kind, tmp_path))
    assert found == as_read(text, reader)
    assert start == pytest.approx(line.start, abs=precision)
    assert end == pytest.approx(line.end, abs=precision)


@pytest.mark.parametrize("reader", TIMED)
def test_many_texts_stay_apart(reader: str, tmp_path: Path) -> None:
    kind, read, _ = TIMED[reader]
    wanted = documents.every_text()
    found = read(saved(wanted, kind, tmp_path))
    assert [text for *_, text in found] == [as_read(line.text, reader) for line in wanted.lines]


@pytest.mark.parametrize("reader", TIMED)
def test_a_recording_may_be_longer_than_99_hours(reader: str, tmp_path: Path) -> None:
    kind, read, precision = TIMED[reader]
    wanted = documents.past_99_hours()
    for line, (start, end, _) in zip(wanted.lines, read(saved(wanted, kind, tmp_path)), strict=True):
        assert start == pytest.approx(line.start, abs=precision)
        assert end == pytest.approx(line.end, abs=precision)


@pytest.mark.parametrize("reader", TIMED)
def test_ten_thousand_segments_are_all_there(reader: str, tmp_path: Path) -> None:
    kind, read, precision = TIMED[reader]
    wanted = documents.ten_thousand()
    found = read(saved(wanted, kind, tmp_path))
    assert [text for *_, text in found] == [line.text for line in wanted.lines]
    assert found[-1][0] == pytest.approx(wanted.lines[-1].start, abs=precision)


@pytest.mark.parametrize("reader", ["srt", "webvtt-py", "csv"])
def test_an_empty_text_keeps_its_place(reader: str, tmp_path: Path) -> None:
    kind, read, _ = TIMED[reader]
    lines = (said("before", 1, 2), said("", 3, 4), said("after", 5, 6))
    found = read(saved(document(*lines), kind, tmp_path))
    assert found == [(1.0, 2.0, "before"), (3.0, 4.0, ""), (5.0, 6.0, "after")]


@pytest.mark.parametrize("reader", [reader for reader in TIMED if reader not in ("tgt", "webvtt-py")])
def test_an_empty_transcript_is_an_empty_list(reader: str, tmp_path: Path) -> None:
    kind, read, _ = TIMED[reader]
    assert read(saved(document(), kind, tmp_path)) == []


@pytest.mark.parametrize("reader", TIMED)
def test_lines_that_overlap_or_have_no_length_are_all_there(reader: str, tmp_path: Path) -> None:
    kind, read, _ = TIMED[reader]
    lines = (said("one", 1, 5), said("none", 6, 6), said("two", 7, 8))
    assert [text for *_, text in read(saved(document(*lines), kind, tmp_path))] == ["one", "none", "two"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_word_documents_show_the_text(text: str, tmp_path: Path) -> None:
    found = outside.read_docx(saved(document(said(text)), Format.DOCX, tmp_path))
    shown = text.replace("\r\n", "\n")
    assert f"[0:01.250] {shown}" in found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_markdown_shows_the_text(text: str, tmp_path: Path) -> None:
    found = outside.read_markdown(saved(document(said(text)), Format.MARKDOWN, tmp_path))
    shown = text.replace("\r\n", "\n")
    assert f"[0:01.250] {shown}" in found


def test_word_documents_hold_ten_thousand_lines_in_order(tmp_path: Path) -> None:
    wanted = documents.ten_thousand()
    found = outside.read_docx(saved(wanted, Format.DOCX, tmp_path))
    places = [found.find(f"] {line.speaker}: {line.text}\n") for line in wanted.lines[::500]]
    assert places == sorted(places)
    assert places[0] > 0


@pytest.mark.parametrize("kind", list(Format))
def test_no_character_breaks_a_file(kind: Format, tmp_path: Path) -> None:
    odd = "".join(map(chr, range(0x20))) + "\x7f\x85\u2028\ufffe\ud800 end"
    content = written(document(Line(1, 2, odd, odd)), kind, Layout())
    assert content
    if kind == Format.EAF:
        ((_, _, found),) = outside.read_eaf(saved(document(said(odd)), kind, tmp_path))
        assert found.endswith("end")


@pytest.mark.parametrize("kind", [Format.VTT])
def test_w3c_has_nothing_against_a_file(kind: Format) -> None:
    for wanted in (documents.every_text(), documents.past_99_hours(), documents.ten_thousand(), document()):
        assert outside.w3c_complaints(written(wanted, kind, Layout()).decode()) == []
