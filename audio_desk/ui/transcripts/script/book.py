"""The transcript of the recording that is shown, and the line of it that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from audio_desk.region import Region
from audio_desk.transcripts.script import edits
from audio_desk.transcripts.script.change import Change, apply
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.script import Script


class ScriptBook(QObject):
    """Every edit is a change, which history and library read. Nothing can be edited before it is loaded."""

    changed = Signal(object)
    """Change"""
    replaced = Signal()
    """By that of another recording, or by what the library has"""
    focus_changed = Signal(object)
    """KeptSegment | None"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._script = Script()
        self._is_loaded = False
        self._focused = ""

    @property
    def script(self) -> Script:
        return self._script

    @property
    def is_loaded(self) -> bool:
        """Whether it is what the library has of the shown recording, and what was edited since."""
        return self._is_loaded

    @property
    def focused(self) -> KeptSegment | None:
        """The line whose edges are dragged together with the selection."""
        return self._script.get(self._focused)

    @property
    def colours(self) -> dict[str, int]:
        return {speaker.name: speaker.colour for speaker in self._script.speakers}

    def focus(self, segment_id: str) -> None:
        """Empty or unknown: none."""
        focused = segment_id if self._script.get(segment_id) is not None else ""
        if focused != self._focused:
            self._focused = focused
            self.focus_changed.emit(self.focused)

    def apply(self, change: Change) -> None:
        """Only what differs is announced."""
        if change.is_nothing or not self._is_loaded:
            return
        self._script = apply(self._script, change)
        self.changed.emit(change)
        if self._focused and self._script.get(self._focused) is None:
            self.focus("")

    def reshape(self, segment_id: str, span: Region, frames: int) -> None:
        """Give a line other times, inside a recording of so many frames."""
        self.apply(edits.retime(self._script, segment_id, span.start, span.end, frames))

    def put_back(self, before: KeptSegment) -> None:
        """The line as it was, with all that it was; nothing when it is gone."""
        now = self._script.get(before.id)
        if now is not None and now != before:
            speakers = self._script.speakers
            self.apply(Change((now,), (before,), speakers, speakers, "text"))

    def load(self, script: Script) -> None:
        self._script, self._is_loaded = script, True
        self.replaced.emit()

    def clear(self) -> None:
        """For another recording."""
        self._script, self._is_loaded, self._focused = Script(), False, ""
        self.focus_changed.emit(None)
        self.replaced.emit()

    def follow_selection(self, selection: Region | None) -> None:
        """Another stretch lets go of the line; none keeps nothing either."""
        focused = self.focused
        if focused is not None and selection != Region(focused.start_frame, focused.end_frame):
            self.focus("")
