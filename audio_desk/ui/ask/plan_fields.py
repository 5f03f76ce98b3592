"""Makes the parts that every view of a plan has: a note, and the words that are sent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy

from audio_desk.ui.style import mark


def note(name: str, words: str) -> QLabel:
    """Small, and never the reason for a wider dialog."""
    label = QLabel(words, wordWrap=True)
    label.setObjectName(name)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    mark(label, tone="small")
    return label


def prompt_field(words: str, height: int) -> QPlainTextEdit:
    """To be read and copied."""
    field = QPlainTextEdit()
    field.setObjectName("plan-prompt")
    field.setAccessibleName(QCoreApplication.translate("Plan", "The words that are sent"))
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setPlainText(words)
    field.setFixedHeight(height)
    return field


def with_instruction(words: str, instruction: str) -> str:
    """And the system instruction, where there is one."""
    if not instruction:
        return words
    both = QCoreApplication.translate("Plan", "{0}\n\nSystem instruction:\n{1}")
    return both.format(words, instruction)
