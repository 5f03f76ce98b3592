"""Readers that other people wrote, each as a list of (start, end, text): none of them writes for us."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import docx2txt
import pympi
import srt
import tgt
import webvtt
from markdown_it import MarkdownIt
from praatio import textgrid

Row = tuple[float, float, str]
Reader = Callable[[Path], list[Row]]


def read_srt(path: Path) -> list[Row]:
    cues = srt.parse(path.read_text(encoding="utf-8"))
    return [(cue.start.total_seconds(), cue.end.total_seconds(), cue.content) for cue in cues]


def read_vtt(path: Path) -> list[Row]:
    return [
        (_seconds(c.start), _seconds(c.end), html.unescape(c.text)) for c in webvtt.read(str(path)).captions
    ]


def voices(path: Path) -> list[str | None]:
    return [c.voice and html.unescape(c.voice) for c in webvtt.read(str(path)).captions]


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(float(row["start"]), float(row["end"]), row["text"]) for row in rows]


def read_praatio(path: Path) -> list[Row]:
    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    tier = grid.getTier(grid.tierNames[0])
    return [(entry.start, entry.end, entry.label) for entry in tier.entries]


def read_tgt(path: Path) -> list[Row]:
    tier = tgt.io.read_textgrid(str(path), encoding="utf-8").tiers[0]
    return [(float(entry.start_time), float(entry.end_time), entry.text) for entry in tier]


def read_eaf(path: Path) -> list[Row]:
    eaf = pympi.Eaf(str(path))
    found = [entry for name in eaf.get_tier_names() for entry in eaf.get_annotation_data_for_tier(name)]
    return sorted((start / 1000, end / 1000, text) for start, end, text, *_ in found)


def read_labels(path: Path) -> list[Row]:
    """As Audacity's manual describes them: tabs between, a label a row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(float(start), float(end), text) for start, end, text in rows]


def read_json(path: Path) -> list[Row]:
    found = json.loads(path.read_bytes())
    return [(row["start"], row["end"], row["text"]) for row in found["segments"]]


def read_docx(path: Path) -> str:
    text: str = docx2txt.process(str(path))
    return text


def read_markdown(path: Path) -> str:
    """What a reader of the page sees, a row for each paragraph."""
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    paragraphs = [token.children or () for token in tokens if token.type == "inline"]
    return "\n\n".join("".join(_shown(child.type, child.content) for child in row) for row in paragraphs)


def _shown(kind: str, content: str) -> str:
    return "\n" if kind in ("hardbreak", "softbreak") else content


def _seconds(written: str) -> float:
    hours, minutes, seconds = written.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def w3c_complaints(text: str) -> list[str]:
    """What W3C's grammar of a WebVTT file has against it: https://www.w3.org/TR/webvtt1/#file-structure."""
    complaints = [] if re.match(r"WEBVTT(?:[ \t][^\n]*)?\n\n", text) else ["it has no header of its own"]
    if "\0" in text or "\r" in text:
        complaints.append("it has a character that may not be there")
    for block in re.split(r"\n{2,}", text)[1:]:
        rows = block.strip("\n").split("\n")
        if not rows[0] or rows[0].startswith("NOTE"):
            complaints += ["an arrow in a note"] if "-->" in block else []
            continue
        complaints += _cue_complaints(rows)
    return complaints


_TIME: Final = r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})"


def _cue_complaints(rows: list[str]) -> list[str]:
    if "-->" not in rows[0]:
        rows = rows[1:]
    match = re.fullmatch(rf"{_TIME} --> {_TIME}", rows[0]) if rows else None
    if match is None:
        return [f"no cue: {rows}"]
    numbers = [int(number) for number in match.groups()]
    text = "\n".join(rows[1:])
    voice = re.match(r"<v ([^\n<>&]|&(?:amp|lt|gt);)+>", text)
    words = text[voice.end() :] if voice else text
    return [
        *(["its end is not after its start"] if numbers[4:] <= numbers[:4] else []),
        *(["a tag or an arrow in the text"] if re.search("[<>]", words) else []),
        *(["a bare ampersand"] if re.search(r"&(?!(?:amp|lt|gt);)", text) else []),
    ]
