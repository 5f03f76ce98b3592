"""The row beneath the question: questions that need no words, templates, and what belongs to a request."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget
from typing_extensions import override

from audio_desk.request.prompts import Task
from audio_desk.request.templates import Template
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.style import mark


class PresetRow(QWidget):
    preset_chosen = Signal(object)
    """Task"""
    templates_opening = Signal()
    """`show_templates` is to be called now."""
    template_chosen = Signal(object)
    """Template"""
    templates_wanted = Signal()
    plan_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets: dict[Task, QPushButton] = {}
        label = QLabel(self.tr("Or"), self)
        mark(label, tone="muted")
        for task, words, tip in self._presets():
            button = self._button(f"preset-{task.value}", words, tip)
            button.clicked.connect(lambda _=False, task=task: self.preset_chosen.emit(task))
            self.presets[task] = button
        self._make_templates()
        self.hear = self._button("hear-sent", self.tr("Hear it"), "")
        self.hear.setEnabled(False)  # until somebody can play it
        self.plan = self._button(
            "show-plan", self.tr("What is sent…"), self.tr("All that leaves and what it costs, to check")
        )
        self.plan.clicked.connect(self.plan_wanted)
        self.settings = self._button(
            "request-settings",
            self.tr("Request…"),
            self.tr("Model, instruction, safety, thinking and length, for this recording"),
        )
        self.settings.clicked.connect(self.settings_wanted)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._halves = (
            _in_a_row(label, *self.presets.values(), None),
            _in_a_row(self.templates, None, self.hear, self.plan, self.settings),
        )
        self._rows.addLayout(self._halves[0])
        self._rows.addLayout(self._halves[1], 1)

    def _make_templates(self) -> None:
        self.templates = self._button(
            "templates", self.tr("Templates ▾"), self.tr("Questions to choose from, with the times filled in")
        )
        self.templates.setAccessibleName(self.tr("Templates"))
        self.templates.clicked.connect(self._open_templates)
        self.menu = QMenu(self)
        self.menu.setObjectName("template-choices")
        self.menu.setToolTipsVisible(True)

    def show_templates(self, templates: tuple[Template, ...]) -> None:
        self.menu.clear()
        for number, template in enumerate(templates):
            action = self.menu.addAction(template.name.replace("&", "&&"))
            action.setObjectName(f"template-{number}")
            action.setToolTip(template.text)
            action.triggered.connect(lambda _on, template=template: self.template_chosen.emit(template))
        self.menu.addSeparator()
        edit = self.menu.addAction(self.tr("Edit templates…"))
        edit.setObjectName("edit-templates")
        edit.triggered.connect(self.templates_wanted)

    def set_usable(self, *, has_recording: bool, running: bool) -> None:
        for button in (*self.presets.values(), self.templates):
            button.setEnabled(has_recording and not running)
        for button in (self.plan, self.settings):
            button.setEnabled(has_recording)

    def _presets(self) -> tuple[tuple[Task, str, str], ...]:
        return (
            (Task.SUMMARY, self.tr("Summarize"), self.tr("Ask for a summary of what is said")),
            (Task.DESCRIBE, self.tr("Describe"), self.tr("Ask for a description of what can be heard")),
            (Task.SOUNDS, self.tr("Which sounds?"), self.tr("Ask which sounds are not speech, and when")),
        )

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        mark(button, role="quiet")
        return button

    def _open_templates(self) -> None:
        self.templates_opening.emit()
        pop_up_below(self.templates, self.menu)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as the longer half; as high as both where one is beneath the other."""
        halves = [half.minimumSize() for half in self._halves]
        high = max(half.height() for half in halves)
        if self._rows.direction() == QBoxLayout.Direction.TopToBottom:
            high = sum(half.height() for half in halves) + self._rows.spacing()
        return QSize(max(half.width() for half in halves), high)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        together = sum(half.minimumSize().width() for half in self._halves)
        is_narrow = event.size().width() < together + self._rows.spacing()
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if (down if is_narrow else right) != self._rows.direction():
            self._rows.setDirection(down if is_narrow else right)
            self.updateGeometry()
        super().resizeEvent(event)


def _in_a_row(*parts: QWidget | None) -> QHBoxLayout:
    """None stands for the room between."""
    row = QHBoxLayout()
    row.setSpacing(4)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
