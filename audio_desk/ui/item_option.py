"""Reads a delegate's option: PySide's type hints do not know its fields."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def option_rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def option_font(option: QStyleOptionViewItem) -> QFont:
    font: QFont = option.font
    return font


def is_selected(option: QStyleOptionViewItem) -> bool:
    return _has(option, QStyle.StateFlag.State_Selected)


def has_focus(option: QStyleOptionViewItem) -> bool:
    return _has(option, QStyle.StateFlag.State_HasFocus)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    return _has(option, QStyle.StateFlag.State_MouseOver)


def smaller(font: QFont) -> QFont:
    """The font of a second line."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * 0.88)
    else:
        small.setPixelSize(round(font.pixelSize() * 0.88))
    return small


def stronger(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _has(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    state: QStyle.StateFlag = option.state
    return bool(state & flag)
