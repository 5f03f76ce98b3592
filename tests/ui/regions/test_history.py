"""Undo and redo of regions, markers and the selection."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from tests.ui.marking import marked, names, spans
from tests.ui.recordings import recording_of, tone, write_wav

RATE = 8000


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    return recording_of(write_wav(tmp_path / "minute.wav", tone(60, RATE), RATE))


@pytest.fixture
def document(qtbot: QtBot, recording: Recording) -> Document:
    made = Document()
    made.set_recording(recording)
    return made


def test_adding_changing_and_deleting_are_taken_back_one_by_one(document: Document) -> None:
    region = marked(document, 100, 200, "one")
    document.regions.put(replace(region, name="two"))
    document.regions.reshape(region.id, Region(150, 250))
    document.regions.remove(region)
    undo = document.history
    seen = []
    while undo.undo_words:
        seen.append(undo.undo_words)
        undo.undo()
        seen.append(str([*spans(document), *names(document)]))
    assert seen == [
        "Delete region",
        "[(150, 250), 'two']",
        "Change region",
        "[(100, 200), 'two']",
        "Rename region",
        "[(100, 200), 'one']",
        "Add region",
        "[]",
    ]
    while undo.redo_words:
        undo.redo()
    assert spans(document) == []


def test_a_selection_lost_by_a_slip_comes_back(document: Document) -> None:
    document.select(Region(100, 5000))
    document.select(Region(7000, 7100))
    assert document.history.undo_words == "Selection"
    chosen = []
    for step in (document.history.undo, document.history.undo, document.history.redo):
        step()
        chosen.append(document.selection)
    assert chosen == [Region(100, 5000), None, Region(100, 5000)]


def test_what_is_undone_is_what_keys_act_on_then(document: Document) -> None:
    first, _second = marked(document, 100, 200), marked(document, 300, 400)
    document.regions.remove(first)
    document.history.undo()
    assert document.regions.focused == first


def test_a_new_change_ends_what_could_be_redone(document: Document) -> None:
    marked(document, 100, 200)
    document.history.undo()
    assert document.history.redo_words == "Add region"
    marked(document, 300, 300)
    assert document.history.redo_words == ""
    assert document.history.undo_words == "Add marker"


def test_changes_held_together_are_one_step(document: Document) -> None:
    with document.history.one_step():
        marked(document, 100, 200)
        document.select(Region(100, 200))
        marked(document, 300, 400)
        document.history.undo()  # nothing while it lasts
    document.history.undo()
    assert spans(document) == []
    assert document.selection is None
    assert document.history.undo_words == ""


def test_what_is_put_back_within_a_step_is_no_step(document: Document) -> None:
    with document.history.one_step():
        region = marked(document, 100, 200)
        document.regions.remove(region)
    assert document.history.undo_words == ""


def test_another_recording_starts_with_no_history(document: Document, recording: Recording) -> None:
    marked(document, 100, 200)
    document.select(Region(1, 2))
    document.set_recording(recording)
    assert (document.history.undo_words, document.history.redo_words) == ("", "")
    assert document.regions.records == ()
    document.history.undo()
    assert (document.regions.records, document.selection) == ((), None)


def test_what_the_library_brings_is_no_step_and_loses_nothing_added_meanwhile(document: Document) -> None:
    loaded = marked(document, 100, 200, "from the library")
    document.set_recording(document.recording)
    added = marked(document, 50, 60, "added meanwhile")
    document.regions.load((loaded,))
    assert list(document.regions.records) == [added, loaded]
    document.history.undo()
    assert list(document.regions.records) == [loaded]
    assert document.history.undo_words == ""


def test_selecting_just_a_regions_span_makes_it_what_keys_act_on(document: Document) -> None:
    region = marked(document, 100, 200)
    document.select(Region(100, 200))
    assert document.selected_region == region
    document.select(Region(100, 201))
    assert document.regions.focused is None


def test_the_selected_region_never_becomes_a_marker(document: Document) -> None:
    document.go_to_region(marked(document, 100, 200))
    document.reshape(Region(150, 150))
    assert spans(document) == [(100, 200)]


@pytest.mark.parametrize("seed", range(12))
def test_undoing_everything_gives_the_first_state_and_redoing_the_last(document: Document, seed: int) -> None:
    chance = random.Random(seed)
    first = document.regions.records, document.selection
    for _ in range(60):
        _change_something(document, chance)
    last = document.regions.records, document.selection
    while document.history.undo_words:
        document.history.undo()
    assert (document.regions.records, document.selection) == first
    while document.history.redo_words:
        document.history.redo()
    assert (document.regions.records, document.selection) == last


def _change_something(document: Document, chance: random.Random) -> None:
    start, end = sorted(chance.sample(range(60 * RATE), 2))
    records = document.regions.records
    kind = chance.choice(["add", "mark", "select", "reshape", "name", "remove", "undo", "redo", "together"])
    if kind == "add":
        marked(document, start, end)
    elif kind == "mark":
        marked(document, start, start)
    elif kind == "select":
        document.select(chance.choice([None, Region(start, end)]))
    elif kind == "undo":
        document.history.undo()
    elif kind == "redo":
        document.history.redo()
    elif kind == "together" and records:
        document.go_to_region(chance.choice(records))
        document.reshape(Region(start, end))
    elif records:
        _change(document, chance, kind, Region(start, end))


def _change(document: Document, chance: random.Random, kind: str, span: Region) -> None:
    record = chance.choice(document.regions.records)
    if kind == "reshape":
        document.regions.reshape(record.id, span)
    elif kind == "name":
        document.regions.put(replace(record, name=str(chance.random())))
    else:
        document.regions.remove(record)
