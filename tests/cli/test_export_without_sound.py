"""A transcript is not lost with its sound."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from audio_desk.paths import Paths
from tests.cli.command import Ran


def test_what_is_kept_of_a_recording_that_is_gone_is_written(
    tones: Path, home: Paths, tmp_path: Path, run_here: Callable[..., Ran]
) -> None:
    lines, before, after = (tmp_path / name for name in ("in.json", "before.srt", "after.srt"))
    lines.write_text(json.dumps([{"start": 1, "end": 2, "text": "Hello"}]))
    run_here("import", tones, lines)
    run_here("export", tones, "--format", "srt", "-o", before)
    tones.unlink()
    ran = run_here("export", tones, "--format", "srt", "-o", after)
    assert (ran.status, ran.out) == (0, "")
    assert "is not there any more: what is kept of it is written." in ran.err
    assert after.read_bytes() == before.read_bytes()
    strange = run_here("export", tmp_path / "never.wav", "--format", "srt", "-o", tmp_path / "no.srt")
    assert strange.status == 1
    assert not (tmp_path / "no.srt").exists()
