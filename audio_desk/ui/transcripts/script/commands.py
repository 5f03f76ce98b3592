"""What keys, actions and menus do to the lines of the transcript."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from audio_desk.region import Region
from audio_desk.transcripts.script import edits
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.amounts import link_words
from audio_desk.ui.document import Document
from audio_desk.ui.transcripts.list.editing import LineEditing
from audio_desk.ui.transcripts.list.model import SegmentModel
from audio_desk.ui.transcripts.list.view import SegmentView

_NEW_LINE_SECONDS = 2.0
"""Where nothing comes soon after it."""
SPEAKERS = 9
"""As many have a key."""


class ScriptCommands(QObject):
    """Each does nothing where there is nothing to do it to. They mean the chosen lines; without one, the
    line at the playhead.
    """

    transcript_wanted = Signal()
    """Of what is selected"""

    def __init__(
        self, document: Document, model: SegmentModel, view: SegmentView, editing: LineEditing
    ) -> None:
        super().__init__(view)
        self._document, self._model, self._view, self._editing = document, model, view, editing
        editing.split_wanted.connect(self.split_at)

    @property
    def meant(self) -> tuple[KeptSegment, ...]:
        """In time order."""
        lines = [self._model.segments[row] for row in self._view.chosen_rows()]
        chosen = tuple(line for line in lines if isinstance(line, KeptSegment))
        if chosen:
            return chosen
        here = self._script.at(self._document.playhead)
        return (here,) if here is not None else ()

    @property
    def can_edit(self) -> bool:
        return self._document.recording is not None and self._document.script.is_loaded

    def choose_by_hand(self) -> None:
        """The user chose rows: what they span is selected, and heard from there unless something plays."""
        document, lines = self._document, self.meant if self._view.chosen_rows() else ()
        if not lines:
            return
        with document.history.selecting_aside():
            document.select(Region(lines[0].start_frame, max(line.end_frame for line in lines)))
        document.script.focus(lines[0].id if len(lines) == 1 else "")

    def edit(self) -> None:
        lines = self.meant
        if lines:
            self._editing.begin(self._model.row_of(lines[0].id))

    def split(self) -> None:
        """At the cursor where a line is being written, else where the playhead is in it."""
        if self._editing.segment_id:
            self.split_at(self._editing.segment_id, self._editing.editor.place_in_words)
            return
        for line in self.meant[:1]:
            frame, frames = self._document.playhead, max(1, line.end_frame - line.start_frame)
            share = (frame - line.start_frame) / frames
            self.split_at(line.id, _gap_near(line.text, share if 0 < share < 1 else 0.5))

    def split_at(self, segment_id: str, at: int) -> None:
        """Before character `at`; where the playhead is, when it is in the line. Writing goes on after it."""
        was_written = self._editing.segment_id == segment_id
        self._editing.commit()
        self._apply(edits.split(self._script, segment_id, at, self._document.playhead))
        row = self._model.row_of(segment_id) + 1
        if was_written:
            self._editing.begin(row, 0)
        else:
            self._choose(row)

    def join(self) -> None:
        """The chosen lines, or one with the next."""
        lines = self.meant
        if len(lines) == 1:
            row = self._script.index(lines[0].id)
            lines = self._script.segments[row : row + 2]
        if len(lines) > 1:
            at = len(lines[0].text)
            was_written = bool(self._editing.segment_id)
            self._editing.commit()
            change = edits.merge(self._script, [line.id for line in lines])
            self._apply(change)
            if not change.is_nothing:
                row = self._model.row_of(lines[0].id)
                if was_written:
                    self._editing.begin(row, at)
                else:
                    self._choose(row)

    def insert(self) -> None:
        """An empty line at the playhead, as long as there is room for it, ready to be written."""
        recording = self._document.recording
        if recording is None or not self.can_edit:
            return
        self._editing.commit()
        start = min(self._document.playhead, recording.frames - 1)
        here = self._script.at(start)
        if here is not None and here.start_frame == start:
            start = min(here.end_frame, recording.frames - 1)
        later = [line.start_frame for line in self._script.segments if line.start_frame > start]
        longest = start + round(_NEW_LINE_SECONDS * recording.rate)
        end = min(longest, min(later, default=longest), recording.frames)
        change = edits.insert(self._script, start, end)
        self._apply(change)
        self._editing.begin(self._model.row_of(change.added[0].id))

    def delete(self) -> None:
        lines = self.meant if self._view.chosen_rows() else ()
        if lines:
            row = self._model.row_of(lines[0].id)
            self._editing.commit()
            self._apply(edits.delete(self._script, [line.id for line in lines]))
            self._choose(min(row, self._model.rowCount() - 1))

    def start_at_playhead(self) -> None:
        self._retime(lambda line, frame: Region.spanning(frame, max(line.end_frame, frame + 1)))

    def end_at_playhead(self) -> None:
        self._retime(lambda line, frame: Region.spanning(min(line.start_frame, frame - 1), frame))

    def set_speaker(self, name: str | None) -> None:
        script = self._script
        written = script.get(self._editing.segment_id)
        lines = (written,) if written is not None else self.meant
        self._apply(edits.set_speaker(script, [line.id for line in lines], name))

    def set_speaker_number(self, number: int) -> None:
        """From 1 on; one that is not there yet is made."""
        speakers = self._script.speakers
        if number <= len(speakers):
            self.set_speaker(speakers[number - 1].name)
        else:
            self.set_speaker(self.tr("Speaker {0}").format(len(speakers) + 1))

    def insert_time(self) -> None:
        """Where something is being written: the playhead's time."""
        recording, field = self._document.recording, QApplication.focusWidget()
        if recording is None:
            return
        words = f"[{link_words(self._document.playhead / recording.rate)}]"
        if field is self._editing.editor:
            self._editing.editor.insert(words)
        elif isinstance(field, QLineEdit):
            field.insert(f"{words} ")

    def ask_again(self) -> None:
        """A new transcript of what the lines span."""
        lines = self.meant
        self._editing.commit()
        if lines and self.can_edit:
            span = Region(lines[0].start_frame, max(line.end_frame for line in lines))
            with self._document.history.selecting_aside():
                self._document.select(span)
            self.transcript_wanted.emit()

    @property
    def _script(self) -> Script:
        return self._document.script.script

    def _apply(self, change: Change) -> None:
        if self.can_edit:
            with self._document.history.one_step():
                self._document.script.apply(change)

    def _retime(self, span_of: Callable[[KeptSegment, int], Region]) -> None:
        recording = self._document.recording
        for line in self.meant[:1]:
            if recording is None or not self.can_edit:
                return
            was_selected = self._document.selected_line == line
            span = span_of(line, max(1, min(self._document.playhead, recording.frames - 1)))
            with self._document.history.one_step():
                self._document.reshape_line(line, span)
                if was_selected:
                    self._document.select(span)

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self._view.choose(row)
            self.choose_by_hand()


def _gap_near(text: str, share: float) -> int:
    """The character after the space that is nearest to this share of the text."""
    wanted = share * len(text)
    gaps = [place + 1 for place, sign in enumerate(text) if sign == " "]
    return min(gaps, key=lambda place: abs(place - wanted), default=round(wanted))
