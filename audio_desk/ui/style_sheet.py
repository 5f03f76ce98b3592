"""The rules of the style sheet: every size in the design's pixels, scaled with the font."""

from __future__ import annotations

from collections.abc import Callable

from audio_desk.resources import resource
from audio_desk.ui.theme import Colours

Px = Callable[[float], str]
"""A size as drawn to a size on this screen, with its unit."""


def sheet(colours: Colours, scale: float) -> str:
    """All rules; `scale` is 1 for the font the design was drawn with."""

    def px(size: float) -> str:
        return f"{round(size * scale)}px"

    parts = (_surfaces, _labels, _buttons, _fields, _choices, _lists, _tabs, _menus, _bars)
    return "\n".join(part(colours, px) for part in parts)


def _icon(name: str) -> str:
    return resource("icons", f"{name}.svg").as_posix()


def _surfaces(c: Colours, px: Px) -> str:
    return f"""
QMainWindow, QDialog {{ background: {c.window}; }}
*[surface="panel"] {{ background: {c.panel}; }}
*[surface="card"] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: {px(8)}; }}
*[surface="bar-top"] {{ background: {c.panel}; border: 0; border-bottom: 1px solid {c.line}; }}
*[surface="column-left"] {{ background: {c.panel}; border: 0; border-right: 1px solid {c.line}; }}
*[surface="column-right"] {{ background: {c.panel}; border: 0; border-left: 1px solid {c.line}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
"""


def _labels(c: Colours, px: Px) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[tone="title"] {{ font-size: {px(16)}; font-weight: 700; }}
QLabel[tone="heading"] {{ color: {c.muted}; font-size: {px(11)}; font-weight: 600; }}
QLabel[tone="strong"] {{ font-weight: 600; }}
QLabel[tone="muted"] {{ color: {c.muted}; }}
QLabel[tone="small"] {{ color: {c.muted}; font-size: {px(11.5)}; }}
QLabel[tone="good-small"] {{ color: {c.good}; font-size: {px(11.5)}; }}
QLabel[tone="bad-small"] {{ color: {c.bad}; font-size: {px(11.5)}; }}
QLabel[tone="good"] {{ color: {c.good}; }}
QLabel[tone="attention"] {{ color: {c.attention}; }}
QLabel[tone="bad"] {{ color: {c.bad}; }}
"""


def _buttons(c: Colours, px: Px) -> str:
    return f"""
QPushButton, QToolButton {{
    background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; border-radius: {px(6)};
    padding: 0 {px(11)}; min-height: {px(26)};
}}
QToolButton {{ padding: 0 {px(7)}; }}
QPushButton:hover, QToolButton:hover {{ background: {c.chip}; }}
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{ background: {c.line}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.window}; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}

QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {c.chip}; }}
QPushButton[role="quiet"]:pressed, QToolButton[role="quiet"]:pressed,
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {{ background: {c.line}; }}

QPushButton[role="danger"] {{ color: {c.bad}; }}
QPushButton[role="danger"]:disabled {{ color: {c.muted}; }}

QPushButton[role="primary"] {{
    background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600;
    min-height: {px(30)}; padding: 0 {px(14)};
}}
QPushButton[role="primary"]:hover {{ background: {c.wave_rms}; border-color: {c.wave_rms}; }}
QPushButton[role="primary"]:disabled {{ background: {c.line}; border-color: {c.line}; color: {c.muted}; }}

QPushButton:focus, QToolButton:focus, QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{
    border: 2px solid {c.accent}; min-height: {px(24)}; padding: 0 {px(10)};
}}
QToolButton:focus, QToolButton[role="quiet"]:focus {{ padding: 0 {px(6)}; }}
QPushButton[role="primary"]:focus {{
    border: 2px solid {c.text}; min-height: {px(28)}; padding: 0 {px(13)};
}}
"""


def _fields(c: Colours, px: Px) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    background: {c.window}; color: {c.text}; border: 1px solid {c.edge}; border-radius: {px(6)};
    padding: 0 {px(7)}; min-height: {px(26)}; placeholder-text-color: {c.muted};
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {c.accent}; padding: 0 {px(6)}; min-height: {px(24)};
}}
QLineEdit[wrong="true"] {{ border: 2px solid {c.bad}; padding: 0 {px(6)}; min-height: {px(24)}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    color: {c.muted}; border-color: {c.line};
}}
QComboBox::drop-down, QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    border: 0; background: transparent; width: {px(20)};
}}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{
    image: url({_icon("arrow-down")}); width: {px(12)}; height: {px(12)};
}}
QAbstractSpinBox::up-arrow {{ image: url({_icon("arrow-up")}); width: {px(12)}; height: {px(12)}; }}
QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line}; outline: 0; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
    border: 0; background: transparent; padding: 0 {px(4)}; min-height: 0;
}}
QPlainTextEdit#line-editor, QPlainTextEdit#line-editor:focus {{
    background: {c.panel}; border: 2px solid {c.accent}; border-radius: 3px; padding: 1px; min-height: 0;
}}
QTextBrowser {{ background: transparent; border: 0; padding: 0; }}
"""


def _choices(c: Colours, px: Px) -> str:
    return f"""
QRadioButton, QCheckBox {{ background: transparent; spacing: {px(8)}; min-height: {px(24)}; }}
QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {{
    width: {px(14)}; height: {px(14)}; border: 1px solid {c.edge}; background: {c.panel};
}}
QRadioButton::indicator {{ border-radius: {px(8)}; }}
QCheckBox::indicator, QListView::indicator {{ border-radius: {px(4)}; }}
QRadioButton::indicator:checked {{
    border: {px(5)} solid {c.accent}; width: {px(6)}; height: {px(6)}; background: {c.on_accent};
}}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    border-color: {c.accent}; background: {c.accent}; image: url({_icon(c.check_icon)});
}}
QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border-color: {c.text}; }}
QRadioButton:focus, QCheckBox:focus {{ color: {c.accent}; }}
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {c.line}; }}
QRadioButton:disabled, QCheckBox:disabled {{ color: {c.muted}; }}
QProgressBar {{
    background: {c.chip}; border: 0; border-radius: 2px; min-height: {px(4)}; max-height: {px(4)};
}}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
QSlider {{ min-height: {px(24)}; }}
"""


def _lists(c: Colours, px: Px) -> str:
    return f"""
QAbstractItemView {{
    background: transparent; border: 0; outline: 0; gridline-color: {c.line};
    selection-background-color: {c.chip}; selection-color: {c.text};
}}
QTableView::item, QTreeView::item, QListView::item {{ padding: {px(4)}; border: 0; }}
QTableView::item:selected, QTreeView::item:selected {{ background: {c.chip}; color: {c.text}; }}
QListWidget::item:selected {{ background: {c.accent}; color: {c.on_accent}; border-radius: {px(4)}; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{
    background: transparent; color: {c.muted}; border: 0; border-bottom: 1px solid {c.line};
    padding: {px(4)};
}}
QTableCornerButton::section {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: {px(3)}; margin: {px(3)}; }}
QScrollBar::handle:vertical {{ min-height: {px(28)}; }}
QScrollBar::handle:horizontal {{ min-width: {px(28)}; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _tabs(c: Colours, px: Px) -> str:
    return f"""
QTabWidget::pane {{ border: 0; border-top: 1px solid {c.line}; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: transparent; color: {c.muted}; border: 0; border-bottom: 2px solid transparent;
    padding: {px(6)} 2px; margin-right: {px(16)}; min-height: {px(18)};
}}
QTabBar::tab:hover {{ color: {c.text}; }}
QTabBar::tab:selected {{ color: {c.text}; font-weight: 600; border-bottom-color: {c.accent}; }}
QTabBar::tab:focus {{ color: {c.accent}; }}
"""


def _menus(c: Colours, px: Px) -> str:
    return f"""
QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: {px(4)}; }}
QMenu::item {{ color: {c.text}; padding: {px(5)} {px(20)} {px(5)} {px(10)}; border-radius: {px(4)}; }}
QMenu::item:selected {{ background: {c.chip}; }}
QMenu::item:disabled {{ color: {c.muted}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)} {px(6)}; }}
QMenu::icon {{ left: {px(6)}; }}
QMenu::indicator {{ left: {px(6)}; width: {px(14)}; height: {px(14)}; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: {px(4)}; }}
"""


def _bars(c: Colours, px: Px) -> str:
    return f"""
QStatusBar {{ background: {c.panel}; border-top: 1px solid {c.line}; color: {c.muted}; }}
QStatusBar::item {{ border: 0; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {c.line}; }}
QDockWidget {{ border: 0; titlebar-close-icon: none; }}
QMainWindow::separator {{ background: transparent; width: {px(5)}; height: {px(5)}; }}
QMainWindow::separator:hover {{ background: {c.line}; }}
"""
