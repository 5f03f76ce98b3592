"""Asks once for each account whether sound, or a question about it, may go there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from audio_desk.ui.dialogs import confirm
from audio_desk.ui.preferences import Preferences


def _tr(text: str) -> str:
    return QCoreApplication.translate("Consent", text)


def is_agreed(preferences: Preferences) -> bool:
    """What is done on this computer needs nobody's consent."""
    settings = preferences.settings
    return settings.account != "gemini" or "gemini" in settings.told


async def agree_to_sound(preferences: Preferences, window: QWidget, names: str) -> bool:
    """Whether sound of the recordings `names` may leave; a yes is remembered."""
    words = _tr(
        "Sound of {0} and your question go to Google. What is uploaded stays there for 48 hours, and you"
        " can delete it before; what is sent inside a request is not kept as a file. {1}"
    )
    return await _agree(preferences, window, words.format(names, _use_words()))


async def agree_to_question(preferences: Preferences, window: QWidget, name: str) -> bool:
    """Whether a question may leave about the upload `name`, whose sound is there already."""
    words = _tr("Your question goes to Google, where the sound of {0} is already. {1}")
    return await _agree(preferences, window, words.format(name, _use_words()))


def _use_words() -> str:
    return _tr(
        "With a free key Google may use both to improve its products; with a paid one it does not. This is"
        " asked once."
    )


async def _agree(preferences: Preferences, window: QWidget, words: str) -> bool:
    agreed = await confirm(window, _tr("Send to Gemini?"), words, _tr("Send"))
    if agreed:
        preferences.change(told=(*preferences.settings.told, "gemini"))
    return agreed
