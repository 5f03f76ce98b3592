"""Settings survive: a restart, a damaged file, a field from another version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audio_desk.paths import HOME_VARIABLE, Paths
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Settings, load, save


def test_settings_are_read_back_as_they_were(tmp_path: Path) -> None:
    settings = Settings(
        account="gemini", mode="region", recent_files=("/a b/ä.wav",), splitters=(("results", (300, 200)),)
    )
    save(settings, tmp_path / "deep" / "settings.json")
    assert load(tmp_path / "deep" / "settings.json") == settings


def test_no_file_means_the_first_values(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Settings()
    assert Settings().account == "on-device"
    assert Settings().mode == "whole"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7"])
def test_a_damaged_file_means_the_first_values(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert load(path) == Settings()


def test_only_the_fields_that_fit_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    stored = {"account": "elsewhere", "volume": "loud", "mode": "region", "unknown": 1, "recent_files": [1]}
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert load(path) == Settings(mode="region")


def test_nothing_of_a_failed_write_is_left(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    target.mkdir()
    with pytest.raises(OSError):
        save(Settings(), target)
    assert list(tmp_path.iterdir()) == [target]


def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    paths = Paths.default()
    paths.ensure()
    for folder in (paths.data, paths.config, paths.cache, paths.log, paths.local_server, paths.peak_cache):
        assert folder.is_relative_to(tmp_path)


def test_what_a_request_shall_be_is_read_back_and_what_cannot_be_used_is_left_out(tmp_path: Path) -> None:
    wishes = RequestSettings(
        system_instruction="Be brief.",
        safety=(("HARM_CATEGORY_HARASSMENT", "BLOCK_NONE"),),
        thinking="LOW",
        max_output_tokens=900,
        temperature=0.0,
        seed=0,
        names=("Åsa",),
    )
    path = tmp_path / "settings.json"
    save(Settings(request=wishes, told=("gemini",)), path)
    assert load(path) == Settings(request=wishes, told=("gemini",))
    assert RequestSettings.from_json(wishes.to_json()) == wishes
    broken = {
        "temperature": 7,
        "top_p": True,
        "top_k": 0,
        "thinking": "DEEP",
        "safety": [["HARM_CATEGORY_HARASSMENT", "MAYBE"], 3],
        "names": 4,
        "later": 1,
        "model": "gemini-3.1-pro",
    }
    assert RequestSettings.from_json(broken) == RequestSettings(model="gemini-3.1-pro")
    assert RequestSettings.from_json(None) == RequestSettings()
