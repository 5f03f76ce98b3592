"""ELAN's file as its schema wants it, and the recording that ELAN plays beside it."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest

from audio_desk.transcripts.formats.document import Layout, Media, showing
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats import documents
from tests.transcripts.formats.documents import document, said
from tests.transcripts.formats.eaf_rules import complaints

MEDIA = Media("file:///a/T%C3%B6ne%20%26%20co.wav", "../a/Töne & co.wav", "audio/wav")


def test_the_schema_has_nothing_against_a_file() -> None:
    named = document(said("a", 1, 2, "Ann"), said("b", 1, 3, "Ann 2"), said("c", 1.5, 4, "Ann"), media=MEDIA)
    wanted = [documents.every_text(), documents.past_99_hours(), documents.ten_thousand(), document(), named]
    for each in [*wanted, showing(named, "all"), showing(named, "regions"), showing(named, "answers")]:
        assert complaints(written(each, Format.EAF, Layout())) == []


@pytest.mark.parametrize(
    ("mime_type", "kind"),
    [("audio/wav", "audio/x-wav"), ("audio/mpeg", "audio/*"), ("video/mp4", "video/mp4")],
)
def test_the_recording_is_named_as_elan_names_it(mime_type: str, kind: str) -> None:
    media = Media(MEDIA.url, MEDIA.relative, mime_type)
    root = Xml.fromstring(written(document(said("x"), media=media), Format.EAF, Layout()))
    assert root.findall("HEADER/MEDIA_DESCRIPTOR")[0].attrib == {
        "MEDIA_URL": MEDIA.url,
        "RELATIVE_MEDIA_URL": "../a/Töne & co.wav",
        "MIME_TYPE": kind,
    }
