"""The pages of the server's list as a model."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from audio_desk.gemini.types import FileState, RemoteFile
from audio_desk.operations.uploads import Upload, UploadPage
from audio_desk.ui.uploads.upload_model import Column, UploadModel

ROOT = QModelIndex()


def upload(number: int, state: FileState = "ACTIVE", error: str = "") -> Upload:
    now = datetime.now(UTC)
    expires = now + timedelta(hours=31, minutes=5)
    file = RemoteFile(
        name=f"files/{number}",
        display_name=f"take {number}.flac",
        mime_type="audio/flac",
        size_bytes=5_200_000,
        created=now,
        updated=now,
        expires=expires,
        sha256="ab" * 32,
        uri=f"https://x/files/{number}",
        state=state,
        source="UPLOADED",
        error=error,
    )
    return Upload(file, None)


def page(*numbers: int, token: str | None = None) -> UploadPage:
    return UploadPage(tuple(map(upload, numbers)), token)


def model_with(first: UploadPage) -> tuple[UploadModel, list[str]]:
    model = UploadModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    tester.setUseFetchMore(False)
    wanted: list[str] = []
    model.expect_first()
    model.show_first(first)
    model.page_wanted.connect(wanted.append)
    return model, wanted


def names(model: UploadModel) -> list[str]:
    return [upload.file.name for upload in model.uploads]


def test_the_next_page_is_asked_for_once_at_a_time(qapp: QApplication) -> None:
    model, wanted = model_with(page(1, 2, token="t1"))
    assert model.canFetchMore(ROOT)
    model.fetchMore(ROOT)
    model.fetchMore(ROOT)
    assert wanted == ["t1"]
    assert not model.canFetchMore(ROOT)
    model.add(page(3, token="t2"))
    model.fetchMore(ROOT)
    assert wanted == ["t1", "t2"]


def test_nothing_is_asked_for_while_the_first_page_is_on_its_way_or_after_the_last(
    qapp: QApplication,
) -> None:
    model = UploadModel()
    assert not model.canFetchMore(ROOT)
    model.expect_first()
    assert not model.canFetchMore(ROOT)
    model.show_first(page(1))
    assert not model.canFetchMore(ROOT)


def test_after_a_failed_page_nothing_is_asked_for_until_retry(qapp: QApplication) -> None:
    model, wanted = model_with(page(1, token="t1"))
    model.fetchMore(ROOT)
    model.fail()
    assert not model.canFetchMore(ROOT)
    model.fetchMore(ROOT)
    assert wanted == ["t1"]
    model.retry()
    assert wanted == ["t1", "t1"]
    model.add(page(2))
    assert names(model) == ["files/1", "files/2"]


def test_an_upload_that_is_already_here_is_not_shown_twice(qapp: QApplication) -> None:
    model, _ = model_with(page(1, 2, 2, token="t1"))
    model.fetchMore(ROOT)
    model.add(page(2, 3))
    assert names(model) == ["files/1", "files/2", "files/3"]


def test_a_page_without_anything_new_adds_no_row(qapp: QApplication) -> None:
    model, _ = model_with(page(1, token="t1"))
    model.fetchMore(ROOT)
    model.add(page(1, token="t2"))
    assert names(model) == ["files/1"]
    assert model.has_more


def test_a_deleted_upload_goes_and_one_that_stays_says_why(qapp: QApplication) -> None:
    model, _ = model_with(page(1, 2))
    model.remove("files/1")
    model.mark_undeleted("files/2", "The service is overloaded.")
    model.remove("files/9")
    assert names(model) == ["files/2"]
    state = model.index(0, Column.STATE)
    assert state.data() == "Not deleted"
    assert state.data(Qt.ItemDataRole.ToolTipRole) == "The service is overloaded."
    model.mark_undeleted("files/2", "")
    assert state.data() == "Ready"


def test_cells_say_what_people_say_and_tooltips_what_is_exact(qapp: QApplication) -> None:
    model, _ = model_with(page(1))
    cells = {column: model.index(0, column).data() for column in Column}
    assert cells[Column.NAME] == "take 1.flac"
    assert cells[Column.TYPE] == "audio/flac"
    assert cells[Column.SIZE] == "5.2 MB"
    assert cells[Column.STATE] == "Ready"
    assert cells[Column.CREATED].startswith("Today ")
    assert cells[Column.EXPIRES] == "31 h"
    assert cells[Column.RECORDING] == "not known here"
    tip = model.index(0, Column.EXPIRES).data(Qt.ItemDataRole.ToolTipRole)
    assert datetime.fromisoformat(tip) > datetime.now(UTC)
    assert model.index(0, Column.SIZE).data(Qt.ItemDataRole.ToolTipRole) == "5,200,000 bytes"


def test_a_failed_upload_tells_the_servers_reason(qapp: QApplication) -> None:
    model = UploadModel()
    model.show_first(UploadPage((upload(1, "FAILED", "not audio"),), None))
    state = model.index(0, Column.STATE)
    assert state.data() == "Failed"
    assert state.data(Qt.ItemDataRole.ToolTipRole) == "FAILED: not audio"


def test_every_column_has_a_heading(qapp: QApplication) -> None:
    model = UploadModel()
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert headings == ["Name", "Type", "Size", "State", "Created", "Expires in", "Recording"]
