"""The pages of the server's list as a model."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from audio_desk.operations.uploads.files import UploadPage
from audio_desk.ui.uploads.arrangement import Arrangement
from audio_desk.ui.uploads.upload_columns import Column
from audio_desk.ui.uploads.upload_model import UPLOAD_ROLE, UploadModel
from tests.ui.uploads.listing import page, upload

ROOT = QModelIndex()


def model_with(first: UploadPage) -> tuple[UploadModel, list[str]]:
    model = UploadModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    tester.setUseFetchMore(False)
    wanted: list[str] = []
    model.expect()
    model.show(first.uploads, first.next_page_token)
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
    model.expect()
    assert not model.canFetchMore(ROOT)
    model.show(page(1).uploads, None)
    assert not model.canFetchMore(ROOT)


def test_after_a_failed_page_nothing_is_asked_for_until_retry(qapp: QApplication) -> None:
    model, wanted = model_with(page(1, token="t1"))
    model.fetchMore(ROOT)
    model.fail("The service is overloaded.")
    assert model.index(1, 0).data() == "The service is overloaded."
    assert model.index(1, 0).data(UPLOAD_ROLE) is None
    assert model.rowCount() == 2
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
    assert cells[Column.UPLOADED].startswith("Today ")
    assert cells[Column.EXPIRES] == "31 h"
    assert cells[Column.RECORDING] == "not known here"
    tip = model.index(0, Column.EXPIRES).data(Qt.ItemDataRole.ToolTipRole)
    assert datetime.fromisoformat(tip) > datetime.now(UTC)
    assert model.index(0, Column.SIZE).data(Qt.ItemDataRole.ToolTipRole) == "5,200,000 bytes"


def test_a_failed_upload_tells_the_servers_reason(qapp: QApplication) -> None:
    model = UploadModel()
    model.show((upload(1, "FAILED", "not audio"),), None)
    state = model.index(0, Column.STATE)
    assert state.data() == "Failed"
    assert state.data(Qt.ItemDataRole.ToolTipRole) == "FAILED: not audio"


def test_every_column_has_a_heading(qapp: QApplication) -> None:
    model = UploadModel()
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal)).strip() for column in Column]
    assert headings == [
        "Name",
        "Recording",
        "Type",
        "Size",
        "Length",
        "State",
        "Uploaded",
        "Expires in",
    ]


def test_a_list_that_is_loaded_anew_keeps_the_rows_that_stay(qapp: QApplication) -> None:
    model, _ = model_with(page(1, 2, 3, 4, token="t1"))
    kept = QPersistentModelIndex(model.index(2, 0))
    model.show(page(9, 1, 3, 5).uploads, None)
    assert names(model) == ["files/9", "files/1", "files/3", "files/5"]
    assert kept.isValid()
    assert kept.row() == 2


def test_what_changed_on_the_server_changes_in_its_row(qapp: QApplication) -> None:
    model, _ = model_with(UploadPage((upload(1, "PROCESSING"), upload(2)), None))
    model.update(upload(1))
    model.update(upload(7))
    assert [model.index(row, Column.STATE).data() for row in range(2)] == ["Ready", "Ready"]


def test_a_page_that_was_on_its_way_brings_nothing_deleted_back(qapp: QApplication) -> None:
    model, _ = model_with(page(1, 2, token="t1"))
    model.remove("files/2")
    model.add(page(2, 3))
    assert names(model) == ["files/1", "files/3"]


def test_sorting_waits_for_the_whole_list_and_then_keeps_to_it(qapp: QApplication) -> None:
    model, wanted = model_with(page(2, 10, 1, token="t1"))
    model.arrange(Arrangement(Column.NAME))
    assert names(model) == ["files/2", "files/10", "files/1"]
    assert model.needs_all
    assert not model.canFetchMore(ROOT)
    kept = QPersistentModelIndex(model.index(1, 0))
    model.add(page(9))
    assert names(model) == ["files/1", "files/2", "files/9", "files/10"]
    assert kept.row() == 3
    model.arrange(Arrangement(Column.NAME, descending=True))
    assert names(model) == ["files/10", "files/9", "files/2", "files/1"]
    model.arrange(Arrangement())
    assert names(model) == ["files/2", "files/10", "files/1", "files/9"]
    assert wanted == []


def test_what_is_not_known_is_last_whichever_way_the_rest_goes(qapp: QApplication) -> None:
    lengths = {1: None, 2: 60.0, 3: 5.0}
    model, _ = model_with(UploadPage(tuple(upload(n, seconds=s) for n, s in lengths.items()), None))
    model.arrange(Arrangement(Column.LENGTH))
    assert names(model) == ["files/3", "files/2", "files/1"]
    model.arrange(Arrangement(Column.LENGTH, descending=True))
    assert names(model) == ["files/2", "files/3", "files/1"]


def test_a_search_finds_words_in_names_types_and_states(qapp: QApplication) -> None:
    found = (upload(1, name="Åsa – kitchen.m4a"), upload(2, "FAILED"), upload(3))
    model, _ = model_with(UploadPage(found, None))
    for words, expected in {
        "kitchen åsa": ["files/1"],
        "failed": ["files/2"],
        "files/3": ["files/3"],
        "flac take": ["files/2", "files/3"],
        "nothing like it": [],
        " ": ["files/1", "files/2", "files/3"],
    }.items():
        model.arrange(Arrangement(words=words))
        assert names(model) == expected, words


def test_an_upload_at_its_end_says_so(qapp: QApplication) -> None:
    ages = (timedelta(seconds=-1), timedelta(seconds=41), timedelta(minutes=9, seconds=50))
    found = tuple(upload(number, left=left) for number, left in enumerate(ages))
    model, _ = model_with(UploadPage(found, None))
    states = [model.index(row, Column.STATE).data() for row in range(3)]
    assert states == ["Expired", "Ready", "Ready"]
    gone, soon, later = [model.index(row, Column.EXPIRES).data() for row in range(3)]
    assert (gone, later) == ("gone", "9 min")
    assert soon.endswith(" s")
