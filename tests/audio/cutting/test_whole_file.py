"""A file is replaced whole; a link leads to it still, and what is no file is left alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from audio_desk.audio.cutting.whole_file import whole_file
from audio_desk.errors import OutputUnsupported


def test_what_a_link_leads_to_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real, link = tmp_path / "folder" / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    with whole_file(link, replace=True, source=tmp_path / "source") as unfinished:
        unfinished.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert list(tmp_path.rglob(".*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such files")
def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for target in (pipe, folder):
        with pytest.raises(OutputUnsupported), whole_file(target, replace=True, source=tmp_path / "source"):
            pytest.fail("it must not be written")
    assert pipe.is_fifo()
    assert folder.is_dir()
