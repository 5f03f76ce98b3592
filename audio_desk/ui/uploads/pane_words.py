"""What the uploads pane says of its list: how many there are, what goes on, why nothing is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk.settings import Account
from audio_desk.ui.uploads.upload_deletion import UploadDeletion
from audio_desk.ui.uploads.upload_loader import UploadLoader
from audio_desk.ui.uploads.upload_model import UploadModel


def _tr(text: str) -> str:
    return QCoreApplication.translate("UploadsPane", text)


def empty_words(model: UploadModel, loader: UploadLoader, account: Account, *, failed: bool) -> str:
    if loader.is_loading and not model.known:
        return _tr("Loading the list…")
    if model.known:
        return _tr("No upload has “{0}” in its name, recording, type or state.").format(
            model.arrangement.words.strip()
        )
    if failed:
        return _tr("The list could not be loaded.")
    words = _tr(
        "No uploads. Recordings that are sent as a whole appear here; add more with Add…, or drop them "
        "here. They stay on the server for 48 hours, cannot be downloaded, and can be asked about again "
        "without sending them twice."
    )
    if account == "gemini":
        free = _tr("With a free key Google may use what is sent to improve its products.")
        return f"{words}\n\n{free}"
    return words


def state_words(model: UploadModel, loader: UploadLoader, deletion: UploadDeletion, *, quiet: bool) -> str:
    """`quiet`: the user has not asked for what is being loaded."""
    shown, known = len(model.uploads), len(model.known)
    if deletion.is_deleting:
        return deletion.words
    if loader.is_loading_rest:
        return _tr("Loading all of them, {0} so far").format(known)
    if not known:
        return ""
    if loader.is_loading and not quiet:
        return _tr("Loading…")
    if shown < known:
        return _tr("{0} of {1} uploads").format(shown, known)
    more = "+" if model.has_more else ""
    is_one = known == 1 and not more
    count = _tr("1 upload") if is_one else _tr("{0} uploads").format(f"{known}{more}")
    return " · ".join(words for words in (count, deletion.words) if words)
