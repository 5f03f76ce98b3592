"""Lets the user write the words of a line in place; what is written is kept while it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from audio_desk.transcripts.script import edits
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.ui.document import Document
from audio_desk.ui.transcripts.list.editor import LineEditor
from audio_desk.ui.transcripts.list.model import SegmentModel
from audio_desk.ui.transcripts.list.view import SegmentView

_MARGIN_PX = 3


class LineEditing(QObject):
    """At most one line at a time. From opening to closing all that is written is one step of the history."""

    split_wanted = Signal(str, int)
    """Id of the line, and before which character"""
    went_on = Signal(int)
    """To the row that is being written now"""

    def __init__(self, document: Document, model: SegmentModel, view: SegmentView) -> None:
        super().__init__(view)
        self._document, self._model, self._view = document, model, view
        self._before: KeptSegment | None = None
        self._count = 0
        self._is_putting = False
        self.editor = LineEditor(view.viewport())
        self.editor.accepted.connect(self._accept)
        self.editor.cancelled.connect(self.cancel)
        self.editor.drafted.connect(self.put)
        self.editor.typed.connect(self._stretch)
        self.editor.split_wanted.connect(self._split)
        view.rows_moved.connect(self._place)
        document.script.changed.connect(self._follow)
        document.script.replaced.connect(self._follow)

    @property
    def segment_id(self) -> str:
        """Of the line that is being written; empty when none is."""
        return self._before.id if self._before is not None else ""

    @property
    def is_drafting(self) -> bool:
        """Whether words were typed that are not in the transcript yet."""
        now = self._document.script.script.get(self.segment_id) if self.segment_id else None
        return now is not None and now.text.strip() != self.editor.words

    def begin(self, row: int, at: int = -1) -> None:
        """Before character `at`, -1 for the end. A line that is still arriving cannot be written in."""
        line = self._model.segments[row] if 0 <= row < self._model.rowCount() else None
        if not isinstance(line, KeptSegment):
            return
        self.commit()
        self._count += 1
        self._before = line
        self._view.following.hold(True)
        self._view.choose(row)
        self.editor.setFont(self._view.font())
        self.editor.show_words(line.text, at)
        self._place()
        self.editor.show()
        self._stretch()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep what is written and close; nothing when nothing is open."""
        if self._before is not None:
            self.put()
            self._close()

    def cancel(self) -> None:
        """The words are again what they were when the line was opened."""
        before = self._before
        if before is None:
            return
        now = self._document.script.script.get(before.id)
        script = self._document.script
        self._close()
        if now is None or now.text == before.text:
            return
        self._is_putting = True
        with self._document.history.one_step(key=self._key):
            if now == replace(before, text=now.text, corrected=now.corrected):
                script.put_back(before)
            else:
                script.apply(edits.set_text(script.script, before.id, before.text))
        self._is_putting = False

    @property
    def _key(self) -> str:
        return f"line {self._count}"

    def put(self) -> None:
        """What is written so far is in the transcript; writing goes on."""
        if self._before is None:
            return
        script = self._document.script
        now = script.script.get(self._before.id)
        if now is None or now.text.strip() == self.editor.words:
            return
        self._is_putting = True
        with self._document.history.one_step(key=self._key):
            if self.editor.words == self._before.text and now == replace(
                self._before, text=now.text, corrected=now.corrected
            ):
                script.put_back(self._before)
            else:
                script.apply(edits.set_text(script.script, now.id, self.editor.words))
        self._is_putting = False

    def _close(self) -> None:
        had_focus, self._before = self.editor.hasFocus(), None
        self.editor.end()
        self._view.following.hold(False)
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.dataChanged(self._view.currentIndex(), self._view.currentIndex())

    def _accept(self, step: int) -> None:
        row = self._model.row_of(self.segment_id)
        self.commit()
        if step and row >= 0:
            if 0 <= row + step < self._model.rowCount():
                self.begin(row + step, -1 if step > 0 else 0)
                self.went_on.emit(row + step)
            else:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _split(self) -> None:
        segment_id, at = self.segment_id, self.editor.place_in_words
        self.put()
        self.split_wanted.emit(segment_id, at)

    def _follow(self, _change: Change | None = None) -> None:
        """The line was changed by something else: undo, replacing, another window."""
        if self._before is None or self._is_putting:
            return
        now = self._document.script.script.get(self._before.id)
        if now is None:
            self._close()
        elif now.text.strip() != self.editor.words:
            self._before = now
            self.editor.show_words(now.text, min(self.editor.textCursor().position(), len(now.text)))

    def _stretch(self) -> None:
        row = self._model.row_of(self.segment_id)
        if row >= 0:
            self._view.stretch(row, max(self.editor.words_height, self.editor.fontMetrics().lineSpacing()))
            self._place()

    def _place(self) -> None:
        row = self._model.row_of(self.segment_id) if self._before is not None else -1
        if row >= 0:
            words = self._view.words_rect(row)
            self.editor.setGeometry(words.adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX))
