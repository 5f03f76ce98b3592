"""Asks the user and awaits the answer; never blocks the loop, and a cancelled wait closes the dialog."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget

_LONG_TEXT: Final = 160
"""Characters."""


async def ask_user(dialog: QDialog) -> int:
    """Open `dialog` and wait for its result; it is closed and deleted afterwards, however the wait ends."""
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(result: int) -> None:
        _give_back(dialog)
        if not answer.done():
            answer.set_result(result)

    dialog.finished.connect(settle)
    dialog.open()
    try:
        return await answer
    finally:
        dialog.finished.disconnect(settle)
        dialog.close()
        dialog.deleteLater()


def _give_back(dialog: QDialog) -> None:
    """Keys count for what it was asked over from now on, also where no window manager sees to that."""
    parent = dialog.parentWidget()
    if parent is not None and QApplication.activeWindow() in (None, dialog):
        parent.window().activateWindow()


async def confirm(parent: QWidget | None, title: str, text: str, yes: str) -> bool:
    """Ask before something that cannot be undone; `yes` is what the button does, in its words."""
    box = _box(parent, title, text)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    accept.setObjectName("confirm-yes")
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    cancel.setObjectName("confirm-no")
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    await ask_user(box)
    return box.clickedButton() is accept


async def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Say something where there is no pane to say it in."""
    box = _box(parent, title, text)
    box.addButton(QMessageBox.StandardButton.Close)
    await ask_user(box)


async def choose_file(
    parent: QWidget | None, title: str, folder: Path | None = None, filters: tuple[str, ...] = ()
) -> Path | None:
    """Let the user choose one existing file; None when they did not."""
    dialog = QFileDialog(parent, title, str(folder or ""))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _chosen(dialog, filters)


async def choose_files(
    parent: QWidget | None, title: str, folder: Path | None = None, filters: tuple[str, ...] = ()
) -> tuple[Path, ...]:
    """Let the user choose existing files; none when they did not."""
    dialog = QFileDialog(parent, title, str(folder or ""))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return await _all_chosen(dialog, filters)


async def choose_new_file(
    parent: QWidget | None, title: str, name: str, filters: tuple[str, ...] = ()
) -> Path | None:
    """Let the user name a file to write, `name` to begin with; replacing one is asked about by the dialog."""
    dialog = QFileDialog(parent, title, str(Path.home() / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    return await _chosen(dialog, filters)


async def choose_target(
    parent: QWidget | None, title: str, start: Path, suffix: str, filters: str
) -> Path | None:
    """Let the user name a file to write, `start` to begin with; `suffix` is added where it has none.

    The caller asks before it replaces one: the dialog would not know the name that it becomes.
    """
    dialog = QFileDialog(parent, title, str(start))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    path = await _chosen(dialog, (filters,))
    return path if path is None or path.suffix else path.with_name(f"{path.name}.{suffix}")


async def choose_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """Let the user choose one existing folder; None when they did not."""
    dialog = QFileDialog(parent, title, str(folder or ""))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen(dialog, ())


async def _chosen(dialog: QFileDialog, filters: tuple[str, ...]) -> Path | None:
    return next(iter(await _all_chosen(dialog, filters)), None)


async def _all_chosen(dialog: QFileDialog, filters: tuple[str, ...]) -> tuple[Path, ...]:
    dialog.setObjectName("file-dialog")
    if filters:
        dialog.setNameFilters(list(filters))
    if QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if await ask_user(dialog) != QDialog.DialogCode.Accepted:
        return ()
    return tuple(map(Path, dialog.selectedFiles()))


def _box(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName("message")
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    # As wide as a paragraph: by itself it breaks long sentences into a narrow column.
    if len(text) > _LONG_TEXT:
        box.setStyleSheet("QLabel#qt_msgbox_informativelabel { min-width: 30em; }")
    return box
