"""What ELAN's published schema (EAF 3.0) wants of the elements that we write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from xml.etree import ElementTree as Xml

XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
CHILDREN: Final = {
    "ANNOTATION_DOCUMENT": ("HEADER", "TIME_ORDER", "TIER", "LINGUISTIC_TYPE"),
    "HEADER": ("MEDIA_DESCRIPTOR", "PROPERTY"),
    "TIME_ORDER": ("TIME_SLOT",),
    "TIER": ("ANNOTATION",),
    "ANNOTATION": ("ALIGNABLE_ANNOTATION",),
    "ALIGNABLE_ANNOTATION": ("ANNOTATION_VALUE",),
}
"""In this order; HEADER and TIME_ORDER once each, an annotation holds one, and that one value."""
NEEDED: Final = {
    "ANNOTATION_DOCUMENT": {"AUTHOR", "DATE", "VERSION"},
    "MEDIA_DESCRIPTOR": {"MEDIA_URL", "MIME_TYPE"},
    "TIME_SLOT": {"TIME_SLOT_ID"},
    "TIER": {"TIER_ID", "LINGUISTIC_TYPE_REF"},
    "ALIGNABLE_ANNOTATION": {"ANNOTATION_ID", "TIME_SLOT_REF1", "TIME_SLOT_REF2"},
    "LINGUISTIC_TYPE": {"LINGUISTIC_TYPE_ID"},
}
ALLOWED: Final = {
    "ANNOTATION_DOCUMENT": {"FORMAT", f"{XSI}noNamespaceSchemaLocation"},
    "HEADER": {"MEDIA_FILE", "TIME_UNITS"},
    "MEDIA_DESCRIPTOR": {"RELATIVE_MEDIA_URL", "TIME_ORIGIN", "EXTRACTED_FROM"},
    "PROPERTY": {"NAME"},
    "TIME_SLOT": {"TIME_VALUE"},
    "TIER": {"PARTICIPANT", "ANNOTATOR", "DEFAULT_LOCALE", "PARENT_REF", "EXT_REF", "LANG_REF"},
    "LINGUISTIC_TYPE": {"TIME_ALIGNABLE", "GRAPHIC_REFERENCES", "CONSTRAINTS"},
}
_ID: Final = re.compile(r"[A-Za-z_][\w.-]*")


def complaints(data: bytes) -> list[str]:
    root = Xml.fromstring(data)
    found = [] if root.tag == "ANNOTATION_DOCUMENT" else [f"the root is {root.tag}"]
    for element in root.iter():
        found += _of_shape(element)
    return [*found, *_of_document(root), *_of_names(root)]


def _of_shape(element: Xml.Element) -> Iterator[str]:
    needed, allowed = NEEDED.get(element.tag, set()), ALLOWED.get(element.tag, set())
    has = set(element.keys())
    if missing := needed - has:
        yield f"{element.tag} lacks {missing}"
    if strange := has - needed - allowed:
        yield f"{element.tag} has {strange}"
    order = CHILDREN.get(element.tag, ())
    places = [order.index(child.tag) if child.tag in order else -1 for child in element]
    if -1 in places or places != sorted(places):
        yield f"{element.tag} holds {[child.tag for child in element]}"
    if element.tag in ("ANNOTATION", "ALIGNABLE_ANNOTATION") and len(element) != 1:
        yield f"{element.tag} holds {len(element)}"


def _of_document(root: Xml.Element) -> Iterator[str]:
    datetime.fromisoformat(root.get("DATE", ""))
    for tag in ("HEADER", "TIME_ORDER"):
        if len(root.findall(tag)) != 1:
            yield f"not one {tag}"
    if root.find("HEADER[@TIME_UNITS='milliseconds']") is None:
        yield "times are not in milliseconds"
    for slot in root.iter("TIME_SLOT"):
        if not 0 <= int(slot.get("TIME_VALUE", "-1")) < 2**32:
            yield f"no unsigned int: {slot.get('TIME_VALUE')}"
    for media in root.iter("MEDIA_DESCRIPTOR"):
        if not re.fullmatch(r"file:///[\x21-\x7e]+", media.get("MEDIA_URL", "")):
            yield f"no file URL: {media.get('MEDIA_URL')}"
    for kind in root.iter("LINGUISTIC_TYPE"):
        if {kind.get("TIME_ALIGNABLE"), kind.get("GRAPHIC_REFERENCES")} - {"true", "false"}:
            yield "no boolean"


def _of_names(root: Xml.Element) -> Iterator[str]:
    names = [it.get("TIME_SLOT_ID", "") for it in root.iter("TIME_SLOT")]
    slots = set(names)
    names += [it.get("ANNOTATION_ID", "") for it in root.iter("ALIGNABLE_ANNOTATION")]
    if len(names) != len(set(names)) or not all(map(_ID.fullmatch, names)):
        yield "an id is there twice or is none"
    for tag, key in (("TIER", "TIER_ID"), ("LINGUISTIC_TYPE", "LINGUISTIC_TYPE_ID")):
        values = [element.get(key) for element in root.iter(tag)]
        if len(values) != len(set(values)):
            yield f"{key} is there twice"
    kinds = {element.get("LINGUISTIC_TYPE_ID") for element in root.iter("LINGUISTIC_TYPE")}
    if {tier.get("LINGUISTIC_TYPE_REF") for tier in root.iter("TIER")} - kinds:
        yield "a tier is of no type"
    for one in root.iter("ALIGNABLE_ANNOTATION"):
        if {one.get("TIME_SLOT_REF1"), one.get("TIME_SLOT_REF2")} - slots:
            yield "an annotation stands nowhere"
