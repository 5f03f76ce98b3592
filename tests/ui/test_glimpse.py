"""What is shown before a recording is known: what can be done with it, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from audio_desk.operations.recordings.glimpse import Glimpse, take_glimpse
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.recording_facts import glimpse_words
from audio_desk.ui.waveform.view_state import ViewState
from tests.ui.marking import marked, names
from tests.ui.recordings import recording_of, show, tone, write_wav

RATE = 8000


@pytest.fixture
def before(tmp_path: Path) -> Recording:
    return recording_of(write_wav(tmp_path / "before.wav", tone(60, RATE), RATE))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "long.wav", tone(30, RATE, channels=2), RATE)


@pytest.fixture
def exact(path: Path) -> Glimpse:
    glimpse = take_glimpse(path, path.stat().st_size)
    assert glimpse is not None
    return glimpse


@pytest.fixture
def claimed(exact: Glimpse) -> Glimpse:
    """Its header claims half of what there is."""
    return Glimpse(exact.path, replace(exact.look, frames=15 * RATE, exact=False), exact.peaks)


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    return Document()


@pytest.fixture
def view(document: Document) -> ViewState:
    made = ViewState(document, document)
    made.resize(1000)
    return made


def test_while_it_is_read_nothing_can_be_asked_about_it(
    document: Document, before: Recording, exact: Glimpse
) -> None:
    document.set_recording(before)
    seen: list[object] = []
    document.recording_changed.connect(seen.append)
    document.set_glimpse(exact)
    assert seen == [None]
    assert document.recording is None
    assert document.shown is exact
    assert document.peaks is exact.peaks


def test_one_whose_length_is_sure_can_be_heard_and_chosen_from(document: Document, exact: Glimpse) -> None:
    document.set_glimpse(exact)
    assert document.measured is exact
    document.select(Region(100, 10**9))
    document.move_playhead(5000)
    assert document.selection == Region(100, 30 * RATE)
    assert document.playhead == 5000
    with exact.open() as source:
        assert len(source.read(100, 50)) == 50


def test_where_the_length_is_only_claimed_nothing_is_chosen(document: Document, claimed: Glimpse) -> None:
    document.set_glimpse(claimed)
    assert document.measured is None
    document.select(Region(100, 200))
    document.move_playhead(5000)
    assert (document.selection, document.playhead) == (None, 0)


def test_what_was_chosen_and_seen_stays_when_the_recording_is_known(
    document: Document, view: ViewState, exact: Glimpse
) -> None:
    document.set_glimpse(exact)
    document.select(Region(1000, 2000))
    document.move_playhead(1500)
    view.zoom(8)
    seen = view.viewport
    other: list[object] = []
    document.shown_changed.connect(other.append)
    known = recording_of(exact.path)
    document.set_recording(known)
    assert (document.recording, document.glimpse) == (known, None)
    assert (document.selection, document.playhead) == (Region(1000, 2000), 1500)
    assert (view.viewport, other) == (seen, [])
    assert document.history.undo_words == "Selection"


def test_a_longer_recording_than_was_claimed_shows_the_same_part(
    document: Document, view: ViewState, claimed: Glimpse
) -> None:
    document.set_glimpse(claimed)
    view.zoom_to(Region(5 * RATE, 10 * RATE))
    before = view.viewport
    stretched: list[None] = []
    view.stretched.connect(lambda: stretched.append(None))
    document.set_recording(recording_of(claimed.path))
    assert len(stretched) == 1
    assert view.viewport.frames == 30 * RATE
    assert view.viewport.start == pytest.approx(2 * before.start)
    assert view.viewport.end == pytest.approx(2 * before.end)
    assert document.peaks is not None
    assert document.peaks.frames == 30 * RATE
    view.back()
    assert view.viewport.shows_all


def test_a_sketch_of_other_channels_is_dropped(document: Document, exact: Glimpse) -> None:
    mono = Glimpse(exact.path, replace(exact.look, channels=1, bins=exact.look.bins[:, :1]), exact.peaks)
    document.set_glimpse(replace(mono, peaks=mono.look.pyramid()))
    document.set_recording(recording_of(exact.path))
    assert document.peaks is None


def test_when_nothing_comes_of_it_all_is_as_it_was_before(
    document: Document, view: ViewState, before: Recording, exact: Glimpse, claimed: Glimpse
) -> None:
    show(document, before)
    marked(document, 100, 200, "one")
    document.select(Region(8000, 16000))
    document.move_playhead(9000)
    view.zoom_to(Region(0, 20_000))
    seen, peaks = view.viewport, document.peaks
    document.set_glimpse(exact)
    document.select(Region(5, 10))
    view.zoom(3)
    document.set_glimpse(claimed)
    assert names(document) == []
    document.put_back()
    assert document.recording is before
    assert document.peaks is peaks
    assert (document.selection, document.playhead) == (Region(8000, 16000), 9000)
    assert names(document) == ["one"]
    assert view.viewport == seen
    document.history.undo()
    document.history.undo()
    assert names(document) == []


def test_without_a_glimpse_nothing_is_put_back(document: Document, before: Recording) -> None:
    document.set_recording(before)
    document.put_back()
    assert document.recording is before


def test_on_an_empty_desk_nothing_is_put_back_but_emptiness(document: Document, exact: Glimpse) -> None:
    document.set_glimpse(exact)
    document.put_back()
    assert document.shown is None


def test_its_words_say_what_is_not_sure(exact: Glimpse, claimed: Glimpse) -> None:
    assert glimpse_words(exact, 0.438) == "0:30.0 · 8 kHz stereo · still being read, 43 %"
    assert glimpse_words(claimed, 0.0) == "about 0:15 · 8 kHz stereo · still being read, 0 %"
