"""The line in which a pane says what went wrong, and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from audio_desk.error_text import Words
from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

_ROOMY_CHARACTERS = 72


class Banner(QFrame):
    """Hidden until `show_error`; a button appears when `words.action` has one and `on_action` is given.

    `on_action` is called with the action's key; the banner clears itself first.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on_action: Callable[[str], None] | None = None
        self._action = ""
        self.setObjectName("banner")
        self.setAccessibleName(self.tr("Message"))
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("banner-text")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setObjectName("banner-action")
        self._button.clicked.connect(self._act)
        self._dismiss = QToolButton()
        self._dismiss.setObjectName("banner-dismiss")
        self._dismiss.setAccessibleName(self.tr("Dismiss this message"))
        self._dismiss.setToolTip(self.tr("Dismiss"))
        self._dismiss.clicked.connect(self.clear)
        mark(self._dismiss, role="quiet")
        KeptIcon(self._dismiss, "close", theme)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        theme.changed.connect(self.update)
        self.hide()

    @property
    def message(self) -> str:
        """What it says now, title and sentence; empty while hidden."""
        return self.accessibleDescription() if not self.isHidden() else ""

    def show_error(self, words: Words, on_action: Callable[[str], None] | None = None) -> None:
        """Say `words` until dismissed or cleared; a later message replaces it."""
        self._on_action, self._action = on_action, words.action
        label = action_label(words.action)
        self._button.setText(label)
        self._button.setVisible(bool(label) and on_action is not None)
        self._text.setText(f"<b>{_plain(words.title)}</b> {_plain(words.sentence)}".strip())
        self.setAccessibleDescription(f"{words.title} {words.sentence}".strip())
        self.show()

    def clear(self) -> None:
        self._on_action, self._action = None, ""
        self.hide()

    def _act(self) -> None:
        act, action = self._on_action, self._action
        self.clear()
        if act is not None:
            act(action)

    def _lay_out(self) -> None:
        self._words.setContentsMargins(0, 4, 0, 4)
        self._words.setSpacing(8)
        self._words.addWidget(self._text, 1)
        self._words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 4, 4)
        row.setSpacing(8)
        row.addLayout(self._words, 1)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the button stands beneath the words."""
        super().resizeEvent(event)
        roomy = event.size().width() >= _ROOMY_CHARACTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._words.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground with a bar in the colour of an error: the words say it, the colour only helps."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1).toRectF().translated(0.5, 0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.bad))
        painter.drawRoundedRect(6, 8, 3, self.height() - 16, 1.5, 1.5)


def action_label(action: str) -> str:
    """The button's words for an action's key; empty for none, or one that has no button."""
    labels = {
        "retry": QCoreApplication.translate("Banner", "Try again"),
        "enter-key": QCoreApplication.translate("Banner", "Enter a key..."),
        "open-file": QCoreApplication.translate("Banner", "Open another..."),
        "use-on-device": QCoreApplication.translate("Banner", "Use this computer"),
        "choose-model": QCoreApplication.translate("Banner", "Choose a model..."),
    }
    return labels.get(action, "")


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
