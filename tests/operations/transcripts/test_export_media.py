"""ELAN's file names the recording from wherever it is written; an export that is given up leaves nothing."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pympi
import pytest

from audio_desk.operations.transcripts import export_document as exporting
from audio_desk.operations.transcripts.export_document import export_document
from audio_desk.transcripts.formats.document import Document
from audio_desk.transcripts.formats.writing import Format, written
from tests.operations.conftest import OpenDesk
from tests.operations.kept_work import filled
from tests.transcripts.formats.documents import ten_thousand
from tests.transcripts.formats.eaf_rules import complaints


@pytest.fixture
def sound(tones: Path, tmp_path: Path) -> Path:
    for folder in ("below", "../beside"):
        (tmp_path / folder).mkdir(exist_ok=True)
    return tones.rename(tmp_path / "Töne & <co> #1 100%.wav")


@pytest.mark.parametrize("folder", [".", "below", "../beside"])
async def test_elan_finds_the_recording_beside_its_file(
    folder: str, open_desk: OpenDesk, sound: Path, tmp_path: Path
) -> None:
    target = tmp_path / folder / f"{tmp_path.name}.eaf"
    async with open_desk() as desk:
        await export_document(desk, await filled(desk, sound), Format.EAF, target)
    assert complaints(target.read_bytes()) == []
    (media,) = pympi.Eaf(str(target)).get_linked_files()
    assert unquote(urlsplit(media["MEDIA_URL"]).path) == str(sound)
    assert media["RELATIVE_MEDIA_URL"].startswith("./" if folder == "." else "../")
    assert (target.parent / media["RELATIVE_MEDIA_URL"]).samefile(sound)
    assert media["MIME_TYPE"] == "audio/x-wav"


async def test_a_long_export_that_is_given_up_ends_soon_and_leaves_nothing(
    open_desk: OpenDesk, tones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def watched(_document: Document, *rest: Any) -> bytes:
        begun.set()
        try:
            return written(ten_thousand(), *rest)
        finally:
            ended.set()

    monkeypatch.setattr(exporting, "written", watched)
    target = tmp_path / "out.docx"
    async with open_desk() as desk:
        exported = export_document(desk, await filled(desk, tones), Format.DOCX, target)
        work = asyncio.get_running_loop().create_task(exported)
        assert await asyncio.to_thread(begun.wait, 60)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert await asyncio.to_thread(ended.wait, 60)
    assert not target.exists()
