"""What happens to an error nobody expected: a line in the log, and one window with the details to copy."""

from __future__ import annotations

import asyncio
import logging
import platform
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from audio_desk import __version__
from audio_desk.error_text import without_keys
from audio_desk.ui.bug_window import BugWindow

LOG_NAME: Final = "audio-desk.log"
_LOG_BYTES: Final = 512 * 1024
_LOG_FILES: Final = 3
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReporter(QObject):
    """Takes over every hook through which an unexpected error can leave; `remove` gives them back."""

    bug_found = Signal(str)
    """The details; may be emitted in any thread, and arrives in the window's."""

    def __init__(self, log_folder: Path, parent: QObject | None = None) -> None:
        """A log that cannot be written is done without."""
        super().__init__(parent)
        self._log = logging.getLogger("audio_desk")
        self._handler = _log_handler(log_folder)
        self._log.addHandler(self._handler)
        self._log.setLevel(logging.INFO)
        self._hooks = (sys.excepthook, threading.excepthook)
        self._window: BugWindow | None = None
        sys.excepthook = self._unhandled
        threading.excepthook = self._unhandled_in_thread
        qInstallMessageHandler(self._qt_says)
        self.bug_found.connect(self._show)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Errors that no task took come here too."""
        loop.set_exception_handler(self._unhandled_in_loop)

    def remove(self) -> None:
        """Give the hooks back and close the log and the window."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)
        self._log.removeHandler(self._handler)
        self._handler.close()
        if self._window is not None:
            self._window.close()

    def report(self, error: BaseException) -> None:
        """Log `error` and show it, with all that is needed to understand it and no key."""
        details = report_text(error)
        self._log.error("%s", details)
        self.bug_found.emit(details)

    def _unhandled(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._hooks[0](_kind, error, _trace)
        else:
            self.report(error)

    def _unhandled_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.report(args.exc_value)

    def _unhandled_in_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error)
        else:
            self._log.warning("event loop: %s", without_keys(str(context.get("message"))))

    def _qt_says(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        self._log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", without_keys(message or ""))

    def _show(self, details: str) -> None:
        if self._window is None:
            self._window = BugWindow()
        self._window.show_details(details)


def report_text(error: BaseException) -> str:
    """The versions, then the traceback, without anything that looks like a key."""
    trace = "".join(traceback.format_exception(error))
    program = f"Audio Desk {__version__}, Qt {qVersion()}, Python {platform.python_version()}"
    return without_keys(f"{program}, {platform.platform()}\n\n{trace}")


def _log_handler(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
