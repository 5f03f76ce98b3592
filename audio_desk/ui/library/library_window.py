"""The window of all recordings: a field for words, what was found, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.library.forgetting import Known
from audio_desk.ui.library.entries import ENTRY, Entry, EntryModel, count_of
from audio_desk.ui.library.entry_delegate import EntryDelegate
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.empty_words import EmptyWords

_TYPING_MS = 150
SIZE_PX = (760, 560)


class LibraryWindow(QDialog):
    """Stays as it is when it is closed: the next look goes on from there."""

    search_wanted = Signal(str)
    """Words; empty: all recordings"""
    open_wanted = Signal(object)
    """Entry"""
    locate_wanted = Signal(object)
    export_wanted = Signal(object)
    """RecordingRecord, whose file is gone"""
    forget_wanted = Signal(object)
    """RecordingRecord"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library-window")
        self.setWindowTitle(self.tr("All recordings"))
        self.model = EntryModel(self)
        self.field = self._field()
        self.list = self._list(theme)
        self.empty = EmptyWords("library-empty")
        self.count = QLabel()
        self.count.setObjectName("library-count")
        mark(self.count, tone="small")
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName("library-note")
        mark(self.note, tone="bad")
        self.note.hide()
        self.open_button = self._button("library-open", self.tr("Open"), "primary")
        self.locate = self._button("library-locate", self.tr("Locate..."), "")
        self.export = self._button("library-export", self.tr("Export..."), "")
        self.export.setToolTip(self.tr("What is kept of it: transcript, regions and answers"))
        self.forget = self._button("library-forget", self.tr("Forget..."), "danger")
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._search)
        self._lay_out()
        self._connect(theme)
        self.resize(*SIZE_PX)
        self._show_choice()

    @property
    def words(self) -> str:
        return self.field.text().strip()

    @property
    def chosen(self) -> Entry | None:
        index = self.list.currentIndex()
        entry: Entry | None = index.data(ENTRY) if index.isValid() else None
        return entry

    def show_entries(self, entries: tuple[Entry, ...], words: str) -> None:
        self.model.show_entries(entries, words)
        places = sum(not isinstance(entry, Known) for entry in entries)
        recordings = len({entry.recording.id for entry in entries})
        held = count_of(recordings, self.tr("1 recording"), self.tr("{0} recordings"))
        found = count_of(places, self.tr("1 place"), self.tr("{0} places"))
        self.count.setText(self.tr("{0} in {1}").format(found, held) if places else held)
        self.empty.show_words(
            self.tr("Nothing was found. Beginnings of words will do; words in quotes stand together.")
            if words
            else self.tr("Recordings that you open are listed here, and everything said in them is found.")
        )
        self._stack.setCurrentIndex(0 if entries else 1)
        self.count.setVisible(bool(entries))
        if entries:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_choice()

    def show_note(self, words: str) -> None:
        """What went wrong; empty hides it."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _search(self) -> None:
        self.show_note("")
        self.search_wanted.emit(self.words)

    def _show_choice(self) -> None:
        entry = self.chosen
        for button in (self.open_button, self.forget):
            button.setEnabled(entry is not None)
        for button in (self.locate, self.export):
            button.setVisible(entry is not None and entry.recording.id in self.model.missing)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_wanted.emit(index.data(ENTRY))

    def _connect(self, theme: Theme) -> None:
        self.field.textChanged.connect(self._typing.start)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._show_choice)
        self.model.dataChanged.connect(self._show_choice)
        self.open_button.clicked.connect(lambda: self._open(self.list.currentIndex()))
        self.locate.clicked.connect(lambda: self.locate_wanted.emit(self.list.currentIndex().data(ENTRY)))
        for button, wanted in ((self.forget, self.forget_wanted), (self.export, self.export_wanted)):
            button.clicked.connect(partial(self._emit_recording, wanted))
        theme.changed.connect(self.list.viewport().update)

    def _emit_recording(self, wanted: SignalInstance) -> None:
        wanted.emit(self.list.currentIndex().data(ENTRY).recording)

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("library-words")
        field.setPlaceholderText(self.tr("Words in transcripts, answers and regions, or a file's name"))
        field.setAccessibleName(self.tr("Search all recordings"))
        field.setClearButtonEnabled(True)
        return field

    def _list(self, theme: Theme) -> QListView:
        view = QListView()
        view.setObjectName("library-list")
        view.setAccessibleName(self.tr("Found"))
        view.setModel(self.model)
        view.setItemDelegate(EntryDelegate(theme, view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        return view

    def _button(self, name: str, text: str, role: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        mark(button, role=role)
        return button

    def _lay_out(self) -> None:
        holder = QWidget()
        mark(holder, surface="card")
        self._stack = QStackedLayout(holder)
        self._stack.setContentsMargins(4, 4, 4, 4)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        for button in (self.forget, self.export, self.locate, self.open_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addWidget(holder, 1)
        column.addWidget(self.note)
        column.addLayout(buttons)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In the field, Down and Up move in the list, and Return opens what is chosen."""
        keys = Qt.Key
        if event.key() in (keys.Key_Down, keys.Key_Up) and self.field.hasFocus():
            step = 1 if event.key() == keys.Key_Down else -1
            row = min(max(self.list.currentIndex().row() + step, 0), self.model.rowCount() - 1)
            self.list.setCurrentIndex(self.model.index(row))
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            if not self._typing.isActive():
                self._open(self.list.currentIndex())
        else:
            super().keyPressEvent(event)
