"""One engine with the real model for all tests of this folder, and the recordings it is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.engine.whisper import SpeechModel
from tests.local_gemini.engine.sounds import HeldSound
from tests.second_recording import SecondRecording, build


@pytest.fixture(scope="session")
def model() -> Iterator[SpeechModel]:
    model = SpeechModel()
    yield model
    model.close()


@pytest.fixture(scope="session")
def engine(model: SpeechModel) -> LocalEngine:
    return LocalEngine(model)


@pytest.fixture(scope="session")
def sample_sound(sample: Path) -> HeldSound:
    return HeldSound.of(sample)


@pytest.fixture(scope="session")
def sample_events(interview: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(interview["events"])


@pytest.fixture(scope="session", params=[0, 1, 2])
def second(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SecondRecording:
    """Every variation has other gaps, sounds, order, rate, channels and container."""
    return build(tmp_path_factory.mktemp("second"), variation=request.param)


@pytest.fixture(scope="session")
def second_sound(second: SecondRecording) -> HeldSound:
    return HeldSound.of(second.path)
