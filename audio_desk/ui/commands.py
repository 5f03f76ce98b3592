"""Every command of the window with its keys: tooltips, actions and the F1 sheet come from this one table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.transport import SKIP_SECONDS, TransportBar
from audio_desk.ui.waveform.lanes_button import (
    AS_IT_IS_KEY,
    CHANNELS_KEY,
    HIGHER_KEY,
    LOWER_KEY,
    SPECTROGRAM_KEY,
)
from audio_desk.ui.waveform.panel import WaveformPanel

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Command:
    """`waveform` keys act while the waveform has focus, `anywhere` keys also while typing."""

    name: str
    words: str
    waveform: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    run: Run | None = None
    """None: the waveform itself acts on its keys."""
    repeats: bool = False
    """Whether holding the key goes on."""

    @property
    def hint(self) -> str:
        """The words with the key to remember, for a tooltip."""
        first = next(iter(self.anywhere + self.waveform), "")
        return f"{self.words} ({key_words(first)})" if first else self.words


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    commands: tuple[Command, ...]
    place: QWidget | None = None
    """Whose focus the first column's keys want; None: the waveform's."""


@dataclass(frozen=True, slots=True)
class WindowRuns:
    """What only the window itself can do."""

    choose_file: Run
    toggle_uploads: Run
    add_uploads: Run
    refresh_uploads: Run
    go_to_time: Run
    undo: Run
    redo: Run
    settings: Run
    shortcuts: Run


def key_words(keys: str) -> str:
    """`Ctrl+T` as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def command_groups(
    player: Player,
    transport: TransportBar,
    waveform: WaveformPanel,
    pane: AskPane,
    runner: AskRunner,
    window: WindowRuns,
) -> tuple[Group, ...]:
    """The table, in the order of the F1 sheet."""
    return (
        Group(_tr("Listen"), (*_listen(player, window), *_listening(player, transport))),
        Group(_tr("Region"), tuple(region_commands(waveform))),
        Group(_tr("View"), tuple(_view(waveform))),
        Group(_tr("Ask"), tuple(_ask(pane, runner))),
        Group(_tr("Window"), tuple(_window(window))),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def _listen(player: Player, window: WindowRuns) -> Iterator[Command]:
    media = ("Media Play", "Media Pause", "Toggle Media Play/Pause")
    yield Command("play", _tr("Play or pause"), ("Space", "K"), ("Ctrl+Space", "F4", *media), player.toggle)
    yield Command("stop-playing", _tr("Stop playing"), (), ("Media Stop",), player.stop)
    yield Command("play-region", _tr("Play the region once"), ("Shift+Space",), (), player.play_selection)
    yield Command("loop", _tr("Repeat the region"), ("L",), (), lambda: player.set_loop(not player.loops))
    yield Command(
        "skip-back",
        _tr("Back 5 seconds"),
        ("Shift+Left",),
        ("Alt+J", "F7", "Media Previous", "Media Rewind"),
        lambda: player.skip(-SKIP_SECONDS),
        repeats=True,
    )
    yield Command(
        "skip-forward",
        _tr("Forward 5 seconds"),
        ("Shift+Right",),
        ("Alt+L", "F8", "Media Next", "Media Fast Forward"),
        lambda: player.skip(SKIP_SECONDS),
        repeats=True,
    )
    yield Command("nudge-second", _tr("Move the playhead 1 second"), ("Left", "Right"))
    yield Command("nudge-tenth", _tr("Move the playhead 0.1 seconds"), (",", "."))
    yield Command("ends", _tr("To the beginning, to the end"), ("Home", "End"))
    yield Command("go-to-time", _tr("Go to a time"), (), ("Ctrl+G",), window.go_to_time)


def _listening(player: Player, transport: TransportBar) -> Iterator[Command]:
    slower, faster = player.slower, player.faster
    yield Command("slower", _tr("Slower"), ("Shift+,",), ("Alt+-",), slower, repeats=True)
    yield Command("faster", _tr("Faster"), ("Shift+.",), ("Alt+=",), faster, repeats=True)
    yield Command("normal-speed", _tr("Normal speed"), ("Shift+/",), ("Alt+0",), player.normal_speed)
    yield Command("sound", _tr("Volume and device"), ("V",), (), transport.sound.open)
    yield Command("follow", _tr("Scroll along while playing"), ("F",), (), transport.following.toggle)


def region_commands(waveform: WaveformPanel) -> Iterator[Command]:
    do = waveform.commands
    start, end = do.region_start_at_playhead, do.region_end_at_playhead
    yield Command("region-start", _tr("Region starts at the playhead"), ("[",), ("Alt+[",), start)
    yield Command("region-end", _tr("Region ends at the playhead"), ("]",), ("Alt+]",), end)
    yield Command("nudge-start", _tr("Move its start 50 ms"), ("Alt+Left", "Alt+Right"))
    yield Command("nudge-end", _tr("Move its end 50 ms"), ("Alt+Shift+Left", "Alt+Shift+Right"))
    yield from _named_regions(waveform)
    yield Command("select-all", _tr("The whole recording"), ("Ctrl+A",))
    yield Command("clear-region", _tr("No region; while dragging, put it back"), ("Esc",))


def _named_regions(waveform: WaveformPanel) -> Iterator[Command]:
    do = waveform.regions
    marker = "Ctrl+Shift+M" if sys.platform == "darwin" else "Ctrl+M"  # Command+M minimises windows there
    yield Command("name-region", _tr("Name the selection as a region"), (), ("Ctrl+B",), do.name_selection)
    yield Command("add-marker", _tr("Set a marker at the playhead"), ("M",), (marker,), do.add_marker)
    yield Command("next-region", _tr("Next region or marker"), ("Ctrl+]",), (), do.go_to_next)
    yield Command("previous-region", _tr("Previous region or marker"), ("Ctrl+[",), (), do.go_to_previous)
    yield Command("rename-region", _tr("Rename the region or marker"), ("F2",), (), do.rename)
    yield Command("delete-region", _tr("Delete the region or marker"), ("Del", "Backspace"), (), do.delete)


def _view(waveform: WaveformPanel) -> Iterator[Command]:
    yield Command("zoom-in", _tr("Zoom in"), (), ("Ctrl+=", "Ctrl++"), waveform.zoom_in, repeats=True)
    yield Command("zoom-out", _tr("Zoom out"), (), ("Ctrl+-",), waveform.zoom_out, repeats=True)
    yield Command("zoom-fit", _tr("Show the whole recording"), (), ("Ctrl+0",), waveform.zoom_fit)
    yield Command("zoom-region", _tr("Zoom to the region"), (), ("Ctrl+E",), waveform.zoom_selection)
    yield Command("zoom-back", _tr("Back to the zoom before"), ("Shift+Z",), (), waveform.zoom_back)
    yield from _lanes(waveform)
    yield Command("focus-waveform", _tr("To the waveform"), (), ("F6",), waveform.focus_waveform)


def _lanes(waveform: WaveformPanel) -> Iterator[Command]:
    yield Command(
        "spectrogram",
        _tr("Show or hide the spectrogram"),
        (),
        (SPECTROGRAM_KEY,),
        waveform.toggle_spectrogram,
    )
    yield Command(
        "channels", _tr("Channels apart or together"), (), (CHANNELS_KEY,), waveform.toggle_channels
    )
    higher, lower = _tr("Draw the wave higher"), _tr("Draw the wave lower")
    yield Command("amplitude-up", higher, (HIGHER_KEY,), (), waveform.raise_amplitude, repeats=True)
    yield Command("amplitude-down", lower, (LOWER_KEY,), (), waveform.lower_amplitude, repeats=True)
    yield Command(
        "amplitude-reset", _tr("Draw the wave as it is"), (AS_IT_IS_KEY,), (), waveform.reset_amplitude
    )


def _ask(pane: AskPane, runner: AskRunner) -> Iterator[Command]:
    yield Command("transcribe", _tr("Transcribe the region"), (), ("Ctrl+T",), runner.transcribe)
    yield Command("ask", _tr("Ask the question"), (), ("Ctrl+Return", "Ctrl+Enter"), pane.ask)
    yield Command("stop", _tr("Stop the answer"), (), ("Ctrl+.",), runner.stop)


def _window(window: WindowRuns) -> Iterator[Command]:
    yield Command("open", _tr("Open a recording"), (), ("Ctrl+O",), window.choose_file)
    yield Command("uploads", _tr("Show or hide the uploads"), (), ("Ctrl+U",), window.toggle_uploads)
    yield Command("add-upload", _tr("Upload recordings"), (), ("Ctrl+Shift+U",), window.add_uploads)
    yield Command("refresh-upload", _tr("Load the uploads again"), (), ("F5",), window.refresh_uploads)
    yield Command("undo", _tr("Undo"), (), ("Ctrl+Z",), window.undo, repeats=True)
    yield Command("redo", _tr("Redo"), (), ("Ctrl+Shift+Z", "Ctrl+Y"), window.redo, repeats=True)
    yield Command("settings", _tr("Settings"), (), ("Ctrl+,",), window.settings)
    yield Command("shortcuts", _tr("All keys"), (), ("F1",), window.shortcuts)
