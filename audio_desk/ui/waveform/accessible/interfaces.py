"""What screen readers find in the waveform: a list of its regions and markers, each with its name and place.

Made by the factory of waves.py.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.ui.waveform.wave.view import WaveView


class AccessibleWave(QAccessibleWidget):
    """The list; its own name and description are the widget's."""

    def __init__(self, wave: WaveView) -> None:
        super().__init__(wave, QAccessible.Role.List)
        self._wave = wave
        self._regions: dict[str, AccessibleRegion] = {}
        """Those of deleted regions too: they are invalid, and valid again when the deletion is undone."""
        wave.shown_document.regions.changed.connect(self._follow)
        wave.shown_document.regions.replaced.connect(self._follow)

    def _follow(self, _edits: object = None) -> None:
        if isValid(self._wave):
            QAccessible.updateAccessibility(QAccessibleEvent(self._wave, QAccessible.Event.ObjectReorder))

    def _at(self, index: int) -> QAccessibleInterface | None:
        records = self._wave.shown_document.regions.records
        if not 0 <= index < len(records):
            return None
        region_id = records[index].id
        if region_id not in self._regions:
            made = AccessibleRegion(self._wave, region_id)
            QAccessible.registerAccessibleInterface(made)
            self._regions[region_id] = made
        return self._regions[region_id]

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def childCount(self) -> int:
        return len(self._wave.shown_document.regions.records)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._at(index)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, AccessibleRegion) or child.record is None:
            return -1
        return self._wave.shown_document.regions.records.index(child.record)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = QPoint(x, y)
        found = [child for child in map(self._at, range(self.childCount())) if child is not None]
        return next((child for child in reversed(found) if child.rect().contains(at)), None)

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        regions = self._wave.shown_document.regions
        if regions.focused is None or not self._wave.hasFocus():
            return None
        return self._at(regions.records.index(regions.focused))


class AccessibleRegion(QAccessibleInterface):
    """One region or marker, as it is now.

    Only what has to be is overridden: PySide crashes where `interface_cast` is.
    """

    def __init__(self, wave: WaveView, region_id: str) -> None:
        super().__init__()
        self._wave, self._id = wave, region_id

    @property
    def record(self) -> RegionRecord | None:
        """None once it was deleted."""
        return self._wave.shown_document.regions.get(self._id) if isValid(self._wave) else None

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def isValid(self) -> bool:
        return self.record is not None

    @override
    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    @override
    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._wave) if isValid(self._wave) else None

    @override
    def text(self, kind: QAccessible.Text) -> str:
        record = self.record
        if record is None:
            return ""
        if kind == QAccessible.Text.Name:
            return self._wave.marks.labels.spoken(record)
        return record.comment if kind == QAccessible.Text.Description else ""

    @override
    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """Names are written where they are shown."""

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    @override
    def rect(self) -> QRect:
        record = self.record
        if record is None:
            return QRect()
        viewport = self._wave.viewport
        # Both cut: close up, what lies hours away is more pixels away than Qt's integers hold.
        end = self._wave.width() + 1.0
        left, right = (
            max(-1.0, min(viewport.x_of(frame), end)) for frame in (record.span.start, record.span.end)
        )
        seen = QRect(round(left), 0, max(1, round(right - left)), self._wave.height())
        return seen.intersected(self._wave.rect()).translated(self._wave.mapToGlobal(QPoint(0, 0)))

    @override
    def state(self) -> QAccessible.State:
        state, record = QAccessible.State(), self.record
        if record is None:
            state.invalid = True
            return state
        chosen = record == self._wave.shown_document.regions.focused
        state.selectable = state.focusable = True
        state.selected, state.focused = chosen, chosen and self._wave.hasFocus()
        state.offscreen = self.rect().isEmpty()
        return state

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1
