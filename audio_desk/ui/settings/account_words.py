"""What the accounts are called, and what they can do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk.settings import Account


def account_name(account: Account) -> str:
    if account == "gemini":
        return QCoreApplication.translate("Accounts", "Gemini")
    return QCoreApplication.translate("Accounts", "This computer")


def account_promise(account: Account) -> str:
    """What one can expect of it, for the menu and the status line."""
    if account == "gemini":
        return QCoreApplication.translate(
            "Accounts", "Answers by Google's models; recordings are sent to Google"
        )
    return QCoreApplication.translate("Accounts", "Transcripts and quotes, in English; nothing leaves it")
