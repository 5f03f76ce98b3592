"""The palette and the one style sheet, both made from the theme's colours and the size of the font.

What a widget means is a dynamic property, set once when it is built:

- `role` of a button: `primary` (the one blue button), `quiet` (no edge), `danger`;
- `tone` of a label: `title`, `heading`, `strong`, `muted`, `small` (muted, a size smaller), `good`,
  `attention`, `bad`;
- `surface` of a QFrame or QWidget: `panel`, `card` (a panel with an edge), `bar-top`, `column-left`,
  `column-right`.

`mark(widget, role="quiet")` sets them, also later on a widget that is already shown.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QWidget

from audio_desk.ui.style_sheet import sheet
from audio_desk.ui.theme import Colours

_ROLE = QPalette.ColorRole
_PLAIN_LINE_PX = 15.0
"""Line height, in pixels, of the font that the design's sizes were drawn for."""


def mark(widget: QWidget, **properties: str) -> None:
    """Set `role`, `tone` or `surface`, and restyle when it changes what was there."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def text_font(font: QFont) -> QFont:
    """The system's font with figures of one width, so that times and sizes stand in columns."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def scale_of(font: QFont) -> float:
    """How much larger than drawn the design's sizes have to be for this font; never smaller."""
    return max(1.0, QFontMetricsF(font).height() / _PLAIN_LINE_PX)


def style_sheet(colours: Colours, font: QFont) -> str:
    """The style sheet of the whole program in these colours, its sizes following `font`."""
    return sheet(colours, scale_of(font))


def palette(colours: Colours) -> QPalette:
    """What Fusion paints with where no style sheet rule reaches."""
    made = QPalette()
    for role, colour in _roles(colours):
        made.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made


def _roles(colours: Colours) -> tuple[tuple[QPalette.ColorRole, str], ...]:
    return (
        (_ROLE.Window, colours.window),
        (_ROLE.WindowText, colours.text),
        (_ROLE.Base, colours.panel),
        (_ROLE.AlternateBase, colours.chip),
        (_ROLE.Text, colours.text),
        (_ROLE.PlaceholderText, colours.muted),
        (_ROLE.Button, colours.raised),
        (_ROLE.ButtonText, colours.text),
        (_ROLE.BrightText, colours.on_accent),
        (_ROLE.Highlight, colours.accent),
        (_ROLE.HighlightedText, colours.on_accent),
        (_ROLE.Accent, colours.accent),
        (_ROLE.Link, colours.accent),
        (_ROLE.LinkVisited, colours.accent),
        (_ROLE.ToolTipBase, colours.raised),
        (_ROLE.ToolTipText, colours.text),
        (_ROLE.Mid, colours.line),
        (_ROLE.Midlight, colours.chip),
        (_ROLE.Light, colours.raised),
        (_ROLE.Dark, colours.line),
        (_ROLE.Shadow, colours.line),
    )
