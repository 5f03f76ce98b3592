"""The first look: about right everywhere, at once, and replaced by what is true."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.peaks import quick_look as quick_look_module
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.quick_look import quick_look
from tests.audio.making import RATE, melody

# Six seconds of the others are one page or cluster, where FFmpeg can only begin.
_SOUGHT = ("wav 16-bit", "flac", "mp3 cbr", "mp3 vbr", "m4a")


@pytest.mark.parametrize("kind", [*_SOUGHT, "ogg", "opus", "webm"])
def test_the_first_picture_resembles_the_true_one(
    kind: str, made: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # However busy the machine is: every probe is made.
    monkeypatch.setattr(quick_look_module, "_BUDGET_SECONDS", 60.0)
    look = quick_look(made[kind])
    assert look is not None
    assert abs(look.frames / look.rate - 6) < 0.2
    first = PeakPyramid(RATE, 2, 6 * RATE)
    look.sketch_into(first)
    assert first.frames_done == 0
    true = PeakPyramid(RATE, 2, 6 * RATE)
    true.append(melody())
    shown, wanted = (pyramid.query(0, 6 * RATE, 20).rms.ravel() for pyramid in (first, true))
    assert np.corrcoef(shown, wanted)[0, 1] > (0.8 if kind in _SOUGHT else 0.2)
    first.append(melody())
    np.testing.assert_array_equal(first.values, true.values)


def test_what_is_no_sound_has_no_first_look(tmp_path: Path) -> None:
    path = tmp_path / "x.mp3"
    path.write_bytes(b"Dear diary. " * 999)
    assert quick_look(path) is None
    assert quick_look(tmp_path / "missing.mp3") is None
