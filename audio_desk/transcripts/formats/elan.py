"""ELAN's annotation files (.eaf): a tier for each speaker, and where it comes from as properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from xml.etree import ElementTree as Xml

from audio_desk import timecode
from audio_desk.transcripts.formats.document import Document, Layout, Line, Media, apart
from audio_desk.transcripts.formats.provenance import moment, provenance
from audio_desk.transcripts.formats.xml_text import xml_text

_SCHEMA: Final = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_TYPE: Final = "default-lt"
_MIME_TYPES: Final = {
    "audio/wav": "audio/x-wav",
    "video/mp4": "video/mp4",
    "video/quicktime": "video/quicktime",
    "video/mpeg": "video/mpeg",
}
"""As ELAN names them; all other sound is `audio/*` to it."""


def write(document: Document, layout: Layout) -> bytes:
    """Times in whole milliseconds. Annotations of one tier cannot overlap: a further tier takes those."""
    root = _root(document)
    _header(root, document)
    order = Xml.SubElement(root, "TIME_ORDER")
    tiers = list(_tiers(document, named=layout.speakers is not False))
    count = 0
    for name, speaker, lines in tiers:
        tier = Xml.SubElement(root, "TIER", LINGUISTIC_TYPE_REF=_TYPE, TIER_ID=xml_text(name))
        if speaker:
            tier.set("PARTICIPANT", xml_text(speaker))
        for line in lines:
            count += 1
            _annotation(tier, order, count, line)
    order[:] = sorted(order, key=lambda slot: int(slot.get("TIME_VALUE", "0")))
    Xml.SubElement(
        root, "LINGUISTIC_TYPE", GRAPHIC_REFERENCES="false", LINGUISTIC_TYPE_ID=_TYPE, TIME_ALIGNABLE="true"
    )
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _tiers(document: Document, *, named: bool) -> Iterator[tuple[str, str, list[Line]]]:
    """Name, speaker, lines; never two of one name."""
    groups: dict[str, list[Line]] = {}
    for line in map(_with_length, document.lines):
        groups.setdefault((line.speaker or "") if named else "", []).append(line)
    used: set[str] = set()
    for speaker, lines in (groups or {"": []}).items():
        for row in list(apart(lines)) or [[]]:
            yield _unused(speaker or document.heading.lower(), used), speaker, row
    if "regions" in document.shows:
        marks = [_with_length(Line(mark.start, mark.end, mark.name)) for mark in document.marks]
        for row in apart(marks):
            yield _unused("regions", used), "", row


def _with_length(line: Line) -> Line:
    """In whole milliseconds, one at the least: only so is it known which lines overlap."""
    start = timecode.milliseconds(line.start)
    end = max(start + 1, timecode.milliseconds(line.end))
    return replace(line, start=start / 1000, end=end / 1000)


def _unused(name: str, used: set[str]) -> str:
    found, number = name, 1
    while found in used:
        number += 1
        found = f"{name} {number}"
    used.add(found)
    return found


def _root(document: Document) -> Xml.Element:
    Xml.register_namespace("xsi", _INSTANCE)
    return Xml.Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": document.program,
            "DATE": moment(document.exported) or "1970-01-01T00:00:00Z",
            "FORMAT": "3.0",
            "VERSION": "3.0",
            f"{{{_INSTANCE}}}noNamespaceSchemaLocation": _SCHEMA,
        },
    )


def _header(root: Xml.Element, document: Document) -> None:
    header = Xml.SubElement(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    if document.media is not None:
        _media(header, document.media)
    for name, value in provenance(document):
        row = Xml.SubElement(header, "PROPERTY", NAME=f"Audio Desk: {name}")
        row.text = xml_text(value)


def _media(header: Xml.Element, media: Media) -> None:
    """ELAN looks at the relative path as it stands, where the URL leads nowhere on this computer."""
    kind = _MIME_TYPES.get(media.mime_type, "audio/*")
    found = Xml.SubElement(header, "MEDIA_DESCRIPTOR", MEDIA_URL=media.url, MIME_TYPE=kind)
    if media.relative:
        found.set("RELATIVE_MEDIA_URL", xml_text(media.relative))


def _annotation(tier: Xml.Element, order: Xml.Element, number: int, line: Line) -> None:
    edges = timecode.milliseconds(line.start), timecode.milliseconds(line.end)
    slots = [f"ts{2 * number - 1}", f"ts{2 * number}"]
    for slot, edge in zip(slots, edges, strict=True):
        Xml.SubElement(order, "TIME_SLOT", TIME_SLOT_ID=slot, TIME_VALUE=str(edge))
    places = {"ANNOTATION_ID": f"a{number}", "TIME_SLOT_REF1": slots[0], "TIME_SLOT_REF2": slots[1]}
    alignable = Xml.SubElement(Xml.SubElement(tier, "ANNOTATION"), "ALIGNABLE_ANNOTATION", places)
    Xml.SubElement(alignable, "ANNOTATION_VALUE").text = xml_text(line.text)
