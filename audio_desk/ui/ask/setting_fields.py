"""The fields of a request's settings, each with a first choice that sends nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QSpinBox, QWidget

from audio_desk.request_settings import (
    MOST_OUTPUT_TOKENS,
    SAFETY_CATEGORIES,
    SAFETY_THRESHOLDS,
    TEMPERATURES,
    THINKING_LEVELS,
)
from audio_desk.ui.style import mark

_INDENT_PX = 6
"""Where the text of the other fields begins."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingFields", text)


def choices(name: str, label: str, items: Iterable[tuple[str, str]], chosen: str) -> QComboBox:
    """`items` are (value, words)."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    for value, words in items:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def thinking_items() -> list[tuple[str, str]]:
    words = (_tr("Minimal"), _tr("Low"), _tr("Medium"), _tr("High"))
    return [("", _tr("As the model does")), *zip(THINKING_LEVELS, words, strict=True)]


def threshold_items() -> list[tuple[str, str]]:
    words = (
        _tr("Filter off"),
        _tr("Block nothing"),
        _tr("Block only what is very likely"),
        _tr("Block what is likely"),
        _tr("Block what is possible"),
    )
    return [("", _tr("As the model does")), *zip(SAFETY_THRESHOLDS, words, strict=True)]


def category_words() -> tuple[tuple[str, str], ...]:
    words = (
        _tr("Harassment"),
        _tr("Hate speech"),
        _tr("Sexually explicit"),
        _tr("Dangerous content"),
        _tr("Civic integrity"),
    )
    return tuple(zip(SAFETY_CATEGORIES, words, strict=True))


class CountField(QSpinBox):
    """A whole number; below its least value stands that none is sent."""

    def __init__(self, name: str, label: str, value: int | None, most: int, *, least: int = 1) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._none = least - 1
        self.setRange(self._none, most)
        self.setSpecialValueText(_tr("Not sent"))
        self.setGroupSeparatorShown(True)
        self.lineEdit().setTextMargins(_INDENT_PX, 0, 0, 0)
        self.setValue(self._none if value is None else value)

    @property
    def wanted(self) -> int | None:
        return None if self.value() == self._none else self.value()


class ShareField(QDoubleSpinBox):
    """A number from 0 up; below stands that none is sent."""

    def __init__(self, name: str, label: str, value: float | None, most: float) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setDecimals(2)
        self.setSingleStep(0.05)
        self.lineEdit().setTextMargins(_INDENT_PX, 0, 0, 0)
        self.setRange(-0.05, most)
        self.setSpecialValueText(_tr("Not sent"))
        self.setValue(-0.05 if value is None else value)

    @property
    def wanted(self) -> float | None:
        return None if self.value() < 0 else round(self.value(), 2)


def length_field(value: int | None) -> CountField:
    field = CountField("max-output-tokens", _tr("Longest answer, in tokens"), value, MOST_OUTPUT_TOKENS)
    field.setSpecialValueText(_tr("As the model does"))
    return field


def temperature_field(value: float | None) -> ShareField:
    return ShareField("temperature", _tr("Temperature"), value, TEMPERATURES[1])


def form_page(rows: Iterable[tuple[str, QWidget]], note: str) -> QWidget:
    """A page of labelled fields; each label is a field's buddy."""
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(4, 16, 4, 4)
    form.setHorizontalSpacing(20)
    form.setVerticalSpacing(10)
    for words, field in rows:
        form.addRow(words, field)
    if note:
        label = QLabel(note, wordWrap=True)
        mark(label, tone="small")
        form.addRow("", label)
    return page
