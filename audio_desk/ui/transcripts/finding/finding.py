"""Finds words in the transcript, goes from one place to the next, and puts others there."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from audio_desk.errors import SearchPattern, SearchTooSlow
from audio_desk.operations.desk import Desk
from audio_desk.transcripts.script.finding import Match, Query, by_line, find, replace
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.finding.find_bar import FindBar
from audio_desk.ui.transcripts.list.editing import LineEditing
from audio_desk.ui.transcripts.list.model import SegmentModel
from audio_desk.ui.transcripts.list.view import SegmentView

_SOON_MS = 60


class Finding(QObject):
    """Looks again whenever words or transcript change while the bar is open.

    Ten thousand lines are looked through in a thread; what is wanted meanwhile is done after it, in order.
    """

    def __init__(
        self,
        desk: Desk,
        document: Document,
        theme: Theme,
        model: SegmentModel,
        view: SegmentView,
        editing: LineEditing,
    ) -> None:
        super().__init__(view)
        self._desk, self._document = desk, document
        self._model, self._view, self._editing = model, view, editing
        self._matches: tuple[Match, ...] = ()
        self._by_line: dict[str, list[Match]] = {}
        self._place = -1
        self._said = ""
        """What has just been done, in place of the count."""
        self._wanted: deque[Callable[[], Awaitable[object]]] = deque()
        self._works = False
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.bar = FindBar(theme)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        self.bar.query_changed.connect(self._look)
        self.bar.next_wanted.connect(lambda: self._after_looking(partial(self._step, 1)))
        self.bar.previous_wanted.connect(lambda: self._after_looking(partial(self._step, -1)))
        self.bar.replace_wanted.connect(lambda: self._after_looking(self._replace_one))
        self.bar.all_wanted.connect(lambda: self._after_looking(self._replace_all))
        self.bar.closed.connect(self.close)
        for changed in (document.script.changed, document.script.replaced):
            changed.connect(self._look_soon)

    def open(self, *, replacing: bool = False) -> None:
        words = self._editing.editor.textCursor().selectedText() if self._editing.segment_id else ""
        self._editing.commit()
        self.bar.open(words, replacing=replacing)
        self._look()

    def close(self) -> None:
        """What was wanted before is still done."""
        self.bar.hide()
        self._do(self._end)
        self._view.setFocus()

    # --- one after the other -------------------------------------------------------------------------------

    def _look_soon(self) -> None:
        if not self.bar.isHidden():
            self._soon.start()

    def _look(self) -> None:
        self._soon.stop()
        if not self.bar.isHidden() and self._find not in self._wanted:
            self._do(self._find)

    def _after_looking(self, work: Callable[[], Awaitable[object]]) -> None:
        if self._soon.isActive():
            self._look()
        self._do(work)

    def _do(self, work: Callable[[], Awaitable[object]]) -> None:
        self._wanted.append(work)
        if not self._works:
            self._works = True
            self._scope.start("find", self._work())

    async def _work(self) -> None:
        try:
            while self._wanted:
                await self._wanted.popleft()()
        finally:
            self._works = False

    async def _end(self) -> None:
        self._keep(())
        self._mark()

    # --- finding -------------------------------------------------------------------------------------------

    async def _find(self) -> None:
        """The place where one is stays, or becomes the next one after it."""
        query, script = self.bar.query, self._document.script.script
        try:
            matches, lines = await self._desk.run(_found, script, query)
        except SearchPattern as error:
            self._show_trouble(self.tr("This is no regular expression: {0}").format(error.detail))
            return
        except SearchTooSlow:
            self._show_trouble(self.tr("This regular expression takes too long: make it simpler"))
            return
        if query == self.bar.query:
            self._keep(matches, lines, self._place)
            self._mark()
            self._show_count()

    def _show_trouble(self, words: str) -> None:
        self._keep(())
        self._mark()
        self.bar.show_count(words, wrong=True)

    def _keep(
        self, matches: tuple[Match, ...], lines: dict[str, list[Match]] | None = None, place: int = -1
    ) -> None:
        self._matches, self._by_line = matches, lines or {}
        self._place = min(place, len(matches) - 1)

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

    async def _step(self, step: int) -> None:
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
        return self._first_at(max(self._view.currentIndex().row(), 0), 0)

    def _first_at(self, row: int, character: int) -> int:
        """The place there or after it, else the first of all."""
        index = self._document.script.script.index
        here = (row, character)
        place = bisect_left(self._matches, here, key=lambda match: (index(match.segment_id), match.begin))
        return place if place < len(self._matches) else 0

    # --- replacing -----------------------------------------------------------------------------------------

    async def _replace_one(self) -> None:
        """The one that is marked; without one, on to the first."""
        if self._place < 0:
            await self._step(1)
            return
        match = self._matches[self._place]
        before = self._length_of(match.segment_id)
        if not await self._replace(match):
            return
        await self._find()
        end = match.end + self._length_of(match.segment_id) - before
        if self._matches:
            self._place = self._first_at(self._document.script.script.index(match.segment_id), end) - 1
            self._place = self._place if self._place >= 0 else len(self._matches) - 1
        await self._step(1)

    def _length_of(self, segment_id: str) -> int:
        segment = self._document.script.script.get(segment_id)
        return len(segment.text) if segment is not None else 0

    async def _replace_all(self) -> None:
        count, self._place = len(self._matches), -1
        if await self._replace(None):
            self._said = self.tr("{0} replaced").format(count)

    async def _replace(self, match: Match | None) -> bool:
        """Whether it was done."""
        recording, book, query = self._document.recording, self._document.script, self.bar.query
        words, script, change = self.bar.replacement.text(), None, None
        if not self._matches:
            return False
        while change is None or script is not book.script:
            script = book.script  # may be written in meanwhile
            wanted = None if match is None else (match,)
            try:
                change = await self._desk.run(replace, script, query, words, wanted)
            except SearchPattern as error:
                trouble = self.tr("This cannot be put in its place: {0}").format(error.detail)
                self.bar.show_count(trouble, wrong=True)
                return False
            except SearchTooSlow:
                self._show_trouble(self.tr("This regular expression takes too long: make it simpler"))
                return False
            if not book.is_loaded or recording is not self._document.recording:
                return False
        with self._document.history.one_step():
            book.apply(change)
        return True

    def _mark(self) -> None:
        """All places are marked in the rows, and the one where one is more than the others."""
        here = self._matches[self._place] if self._place >= 0 else None
        self._view.mark_places(self._by_line, here)


def _found(script: Script, query: Query) -> tuple[tuple[Match, ...], dict[str, list[Match]]]:
    matches = find(script, query)
    return matches, by_line(matches)
