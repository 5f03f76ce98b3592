"""Finds words in the transcript, goes from one place to the next, and puts others there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from audio_desk.errors import SearchPattern
from audio_desk.transcripts.script.finding import Match, find, replace
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.find_bar import FindBar
from audio_desk.ui.transcripts.line_editing import LineEditing
from audio_desk.ui.transcripts.segment_model import SegmentModel
from audio_desk.ui.transcripts.segment_view import SegmentView

_SOON_MS = 60


class Finding(QObject):
    """Looks again whenever words or transcript change while the bar is open."""

    def __init__(
        self, document: Document, theme: Theme, model: SegmentModel, view: SegmentView, editing: LineEditing
    ) -> None:
        super().__init__(view)
        self._document, self._model, self._view, self._editing = document, model, view, editing
        self._matches: tuple[Match, ...] = ()
        self._place = -1
        self._said = ""
        """What has just been done, in place of the count."""
        self.bar = FindBar(theme)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        self.bar.query_changed.connect(self._look)
        self.bar.next_wanted.connect(lambda: self._step(1))
        self.bar.previous_wanted.connect(lambda: self._step(-1))
        self.bar.replace_wanted.connect(self._replace_one)
        self.bar.all_wanted.connect(self._replace_all)
        self.bar.closed.connect(self.close)
        for changed in (document.script.changed, document.script.replaced):
            changed.connect(self._look_soon)

    def open(self, *, replacing: bool = False) -> None:
        words = self._editing.editor.textCursor().selectedText() if self._editing.segment_id else ""
        self._editing.commit()
        self.bar.open(words, replacing=replacing)
        self._look()

    def close(self) -> None:
        self.bar.hide()
        self._matches, self._place = (), -1
        self._mark()
        self._view.setFocus()

    def _look_soon(self) -> None:
        if not self.bar.isHidden():
            self._soon.start()

    def _look(self) -> None:
        """The place where one is stays, or becomes the next one after it."""
        self._soon.stop()
        if self.bar.isHidden():
            return
        try:
            self._matches = find(self._document.script.script, self.bar.query)
        except SearchPattern as error:
            self._matches, self._place = (), -1
            self._mark()
            self.bar.show_count(
                self.tr("This is no regular expression: {0}").format(error.detail), wrong=True
            )
            return
        self._place = min(self._place, len(self._matches) - 1)
        self._mark()
        self._show_count()

    def _show_count(self) -> None:
        count, said, self._said = len(self._matches), self._said, ""
        if said:
            self.bar.show_count(said)
        elif not self.bar.query.words:
            self.bar.show_count("")
        elif not count:
            self.bar.show_count(self.tr("Not found"))
        elif self._place < 0:
            self.bar.show_count(self.tr("{0} found").format(count))
        else:
            self.bar.show_count(self.tr("{0} of {1}").format(self._place + 1, count))

    def _step(self, step: int) -> None:
        if self._soon.isActive():
            self._look()
        if not self._matches:
            return
        if self._place < 0:
            self._place = self._first_from_here() if step > 0 else len(self._matches) - 1
        else:
            self._place = (self._place + step) % len(self._matches)
        self._mark()
        self._show_count()
        row = self._model.row_of(self._matches[self._place].segment_id)
        if row >= 0:
            self._view.following.pause()
            self._view.choose(row)

    def _first_from_here(self) -> int:
        script, row = self._document.script.script, self._view.currentIndex().row()
        later = (place for place, match in enumerate(self._matches) if script.index(match.segment_id) >= row)
        return next(later, 0)

    def _replace_one(self) -> None:
        """The one that is marked; without one, on to the first."""
        if self._soon.isActive():
            self._look()
        if self._place < 0:
            self._step(1)
            return
        match = self._matches[self._place]
        before = self._length_of(match.segment_id)
        self._replace(match)
        self._look()
        end = match.end + self._length_of(match.segment_id) - before
        script = self._document.script.script
        here = script.index(match.segment_id), end
        later = (at for at, it in enumerate(self._matches) if (script.index(it.segment_id), it.begin) >= here)
        self._place = next(later, 0) - 1 if self._matches else -1
        self._place = self._place if self._place >= 0 else len(self._matches) - 1
        self._step(1)

    def _length_of(self, segment_id: str) -> int:
        segment = self._document.script.script.get(segment_id)
        return len(segment.text) if segment is not None else 0

    def _replace_all(self) -> None:
        if self._soon.isActive():
            self._look()
        count, self._place = len(self._matches), -1
        self._replace(None)
        self._said = self.tr("{0} replaced").format(count)

    def _replace(self, match: Match | None) -> None:
        script, words = self._document.script, self.bar.replacement.text()
        if not script.is_loaded or not self._matches:
            return
        try:
            change = replace(script.script, self.bar.query, words, None if match is None else (match,))
        except SearchPattern as error:
            self.bar.show_count(
                self.tr("This cannot be put in its place: {0}").format(error.detail), wrong=True
            )
            return
        with self._document.history.one_step():
            script.apply(change)

    def _mark(self) -> None:
        """All places are marked in the rows, and the one where one is more than the others."""
        here = self._matches[self._place] if self._place >= 0 else None
        self._view.mark_places(self._matches, here)
