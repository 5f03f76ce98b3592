"""What the JSON holds is what its schema describes, no more and no less."""

from __future__ import annotations

import json
from dataclasses import replace

from audio_desk.resources import resource
from audio_desk.transcripts.formats.document import Layout
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats.described import compare
from tests.transcripts.formats.documents import ANSWER, document, said


def test_every_field_is_described_and_every_described_field_is_there() -> None:
    schema = json.loads(resource("schema", "transcript.schema.json").read_text(encoding="utf-8"))
    line = said("Hello")
    wanted = document(line, answers=(replace(ANSWER, lines=(line,)),))
    found = json.loads(written(wanted, Format.JSON, Layout()))
    compare(found, schema, schema["$defs"])
