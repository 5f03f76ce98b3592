"""The waveform's menu: what can be done with the region under the pointer, or with the selection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from audio_desk.library.records import RegionRecord
from audio_desk.ui.document import Document
from audio_desk.ui.regions.labels import Labels
from audio_desk.ui.swatch import colour_names, swatch
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.marks.region_commands import COLOURS, RegionCommands
from audio_desk.ui.waveform.marks.regions import region_colour


class RegionMenu:
    """One menu, made anew each time; it opens without a loop of its own."""

    def __init__(
        self, document: Document, theme: Theme, commands: RegionCommands, labels: Labels, owner: QWidget
    ) -> None:
        self._document, self._theme, self._commands, self._labels = document, theme, commands, labels
        self._owner = owner
        self.menu = self._empty()

    def open(self, record: RegionRecord | None, at: QPoint) -> None:
        """`at` in pixels of the screen. Without a region it is about the selection and the playhead."""
        self.menu.deleteLater()
        self.menu = self._empty()
        if record is not None:
            self._document.regions.focus(record)
            self._fill_for(record)
        else:
            self._fill_for_place()
        self.menu.popup(at)

    def colours(self) -> tuple[tuple[QIcon, str], ...]:
        """The theme's, with their names."""
        shown = self._theme.colours
        return tuple((swatch(region_colour(shown, n)), name) for n, name in enumerate(colour_names()))

    def _empty(self) -> QMenu:
        menu = QMenu(self._owner)
        menu.setObjectName("region-menu")
        return menu

    def _fill_for(self, record: RegionRecord) -> None:
        do = self._commands
        self._add("rename-region", _tr("Rename"), lambda: do.rename(record), "F2")
        self._add("region-details", _tr("Name, comment, colour…"), lambda: do.details_wanted.emit(record))
        self._add_colours(record)
        if not record.is_marker:
            select = _tr("Select its span")
            self._add("select-region", select, lambda: self._document.go_to_region(record))
            self._add("transcribe-region", _tr("Transcribe it"), lambda: do.transcribe(record), "Ctrl+T")
            self._add("ask-all", _tr("Transcribe or ask all regions…"), do.all_wanted.emit, "Ctrl+Shift+A")
        self.menu.addSeparator()
        words = _tr("Delete marker") if record.is_marker else _tr("Delete region")
        self._add("delete-region", words, lambda: do.delete(record), "Del")

    def _fill_for_place(self) -> None:
        do = self._commands
        is_read = self._document.recording is not None
        has_selection = is_read and self._document.selection is not None
        name = self._add("name-region", _tr("Name the selection as a region"), do.name_selection, "Ctrl+B")
        name.setEnabled(has_selection)
        marker = self._add("add-marker", _tr("Set a marker at the playhead"), do.add_marker, "M")
        marker.setEnabled(is_read)
        transcribe = self._add(
            "transcribe-selection",
            _tr("Transcribe the selection"),
            self._commands.transcript_wanted.emit,
            "Ctrl+T",
        )
        transcribe.setEnabled(has_selection)

    def _add_colours(self, record: RegionRecord) -> None:
        colours = self.menu.addMenu(_tr("Colour"))
        colours.setObjectName("region-colours")
        group = QActionGroup(colours)
        for index, (icon, name) in enumerate(self.colours()):
            action = QAction(icon, name, colours)
            action.setObjectName(f"colour-{index}")
            action.setCheckable(True)
            action.setChecked(record.colour % COLOURS == index)
            action.triggered.connect(lambda _on, index=index: self._commands.recolour(record, index))
            group.addAction(action)
            colours.addAction(action)

    def _add(self, name: str, words: str, run: Callable[[], object], keys: str = "") -> QAction:
        """The key is only shown: the window's own actions listen to it."""
        action = QAction(f"{words}\t{keys}" if keys else words, self.menu)
        action.setObjectName(f"menu-{name}")
        action.triggered.connect(lambda _on: run())
        self.menu.addAction(action)
        return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionMenu", text)
