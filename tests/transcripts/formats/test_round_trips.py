"""What is written is read back by somebody else's reader: the same text, the same times."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pympi
import pytest
from praatio import textgrid

from audio_desk.errors import Stopped
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
    "labels": (Format.AUDACITY, outside.read_labels, 0.000_001),
    "json": (Format.JSON, outside.read_json, 0.000_001),
}
"""Format, reader, and the format's precision in seconds."""


def saved(wanted: Document, kind: Format, folder: Path, layout: Layout | None = None) -> Path:
    path = folder / f"out.{kind}"
    path.write_bytes(written(wanted, kind, layout or Layout()))
    return path


def as_read(text: str, reader: str) -> str:
    """What the format can hold of a text: rows end with a line feed, labels and intervals have one row."""
    if reader in ("praatio", "tgt", "labels"):
        return one_line(text)
    if reader == "json":
        return text
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


@pytest.mark.parametrize("reader", TIMED)
def test_an_empty_text_keeps_its_place(reader: str, tmp_path: Path) -> None:
    kind, read, _ = TIMED[reader]
    lines = (said("before", 1, 2), said("", 3, 4), said("after", 5, 6))
    found = read(saved(document(*lines), kind, tmp_path))
    # In a TextGrid it is what lies between the others anyway: an interval without a text.
    empty = [] if kind == Format.TEXTGRID else [(3.0, 4.0, "")]
    assert found == [(1.0, 2.0, "before"), *empty, (5.0, 6.0, "after")]


@pytest.mark.parametrize(
    "name", ["=1+1", "a --> b", 'R&D <v Ann> "A"', "one\ttwo\nthree", "שרה 😀", "Ann: Ben"]
)
def test_who_speaks_may_be_called_anything(name: str, tmp_path: Path) -> None:
    wanted = document(said("words", 1, 2, name))
    assert outside.voices(saved(wanted, Format.VTT, tmp_path)) == [one_line(name)]
    with saved(wanted, Format.CSV, tmp_path).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["speaker"] == (f"'{name}" if name.startswith("=") else name)
    eaf = pympi.Eaf(str(saved(wanted, Format.EAF, tmp_path)))
    assert [eaf.tiers[tier][2]["PARTICIPANT"] for tier in eaf.get_tier_names()] == [name]
    grid = textgrid.openTextgrid(
        str(saved(wanted, Format.TEXTGRID, tmp_path, Layout(speakers=True))), includeEmptyIntervals=False
    )
    assert grid.getTier("speakers").entries[0].label == one_line(name)
    assert f"{name}: words" in outside.read_docx(saved(wanted, Format.DOCX, tmp_path))
    assert f"{one_line(name)}: words" in outside.read_markdown(saved(wanted, Format.MARKDOWN, tmp_path))


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1", "=", "-1", "+a", "@a"])
def test_no_cell_begins_a_formula(text: str, tmp_path: Path) -> None:
    ((_, _, found),) = outside.read_csv(saved(document(said(text)), Format.CSV, tmp_path))
    assert found == f"'{text}"


@pytest.mark.parametrize("kind", [Format.TXT, Format.MARKDOWN, Format.DOCX])
def test_what_people_read_has_every_line_with_its_time(kind: Format, tmp_path: Path) -> None:
    readers = {Format.MARKDOWN: outside.read_markdown, Format.DOCX: outside.read_docx}
    read = readers.get(kind, lambda path: path.read_text(encoding="utf-8"))
    late = read(saved(documents.past_99_hours(), kind, tmp_path))
    assert "[99:59:58.999] before" in late
    assert "[99:59:60.000] after" in late or "[100:00:00.000] after" in late
    many = read(saved(documents.ten_thousand(), kind, tmp_path))
    found = re.findall(r"^\[([\d:.]+)\] Speaker \d: line (\d+) says$", many, re.MULTILINE)
    assert [int(number) for _, number in found] == list(range(10_000))
    assert found[-1][0] == "4:09:58.500"
    empty = read(saved(document(said("before", 1, 2), said("", 3, 4), said("after", 5, 6)), kind, tmp_path))
    assert empty.index("[0:01] before") < empty.index("[0:03]") < empty.index("[0:05] after")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_plain_text_shows_the_text(text: str, tmp_path: Path) -> None:
    found = saved(document(said(text)), Format.TXT, tmp_path).read_bytes().decode()
    assert f"\n[0:01.250] {text}\n" in found


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


def test_a_long_word_document_can_be_stopped() -> None:
    asked = iter(range(10_000))
    with pytest.raises(Stopped):
        written(documents.ten_thousand(), Format.DOCX, Layout(), lambda: next(asked) == 5)
    assert next(asked) == 6


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
