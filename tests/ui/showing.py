"""Shows a widget in a coroutine test: pytest-qt's own waits run a loop inside the loop, which kills tasks."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.waiting import until


async def show(widget: QWidget) -> None:
    """Return when its window is on the screen and active, so that keys reach it."""
    widget.show()
    widget.activateWindow()
    await until(lambda: QApplication.activeWindow() is widget.window())
