"""Deletes the uploads that a receipt names, and says in the receipt what became of them."""

from __future__ import annotations

from contextlib import aclosing
from typing import Final

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.files import delete_uploads
from audio_desk.settings import Account
from audio_desk.ui.ask.receipt_dialog import ReceiptDialog

_ACCOUNTS: Final[dict[str, Account]] = {"gemini": "gemini", "on-device": "on-device"}


async def remove_uploads(desk: Desk, dialog: ReceiptDialog, account: str, names: str) -> None:
    """`account` and `names` as the receipt has them."""
    try:
        async with aclosing(delete_uploads(desk, _ACCOUNTS[account], names.split())) as results:
            async for result in results:
                if result.error is not None:
                    raise result.error
        dialog.show_deleted(dialog.tr("the upload was deleted just now"))
    except AudioDeskError as error:
        dialog.show_deleted(words_for(error).sentence)
