"""The line at the foot of the window: what is happening, and on whose account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from audio_desk.gemini.keys import FoundKey, find_key
from audio_desk.operations.asking.spending import Spending
from audio_desk.operations.desk import Desk
from audio_desk.settings import Settings
from audio_desk.ui.ask.plan_words import spent_words
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.library_keeper import LibraryKeeper
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope, report_bug

_READING_MS = 8000


class StatusLine(QFrame):
    """Left: whether all is saved, then the work that goes on. Right: this computer, or where the key comes
    from.
    """

    stop_wanted = Signal()
    """Of what is being exported, imported or saved"""

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._work: dict[str, str] = {}
        self._keepers: list[LibraryKeeper] = []
        self._is_drafting: Callable[[], bool] = lambda: False
        self._settings_trouble: OSError | None = None
        self._done = QTimer(self, interval=_READING_MS, singleShot=True)
        self._done.timeout.connect(lambda: self._show("done", ""))
        self.setObjectName("status-line")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        mark(self, surface="panel")
        self.saved = QLabel()
        self.saved.setObjectName("status-saved")
        self.work = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.work.setObjectName("status-work")
        mark(self.work, tone="small")
        self.stop = QLabel(f'<a href="stop">{self.tr("Stop")}</a>')
        self.stop.setObjectName("status-stop")
        self.stop.setToolTip(self.tr("Nothing half written remains (Ctrl+.)"))
        by = Qt.TextInteractionFlag
        self.stop.setTextInteractionFlags(by.LinksAccessibleByMouse | by.LinksAccessibleByKeyboard)
        self.stop.linkActivated.connect(lambda _link: self.stop_wanted.emit())
        self.stop.hide()
        mark(self.stop, tone="small")
        self.spent = QLabel()
        self.spent.setObjectName("status-spent")
        mark(self.spent, tone="small")
        self.origin = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.origin.setObjectName("status-origin")
        mark(self.origin, tone="small")
        self._lay_out()
        self._show_saved()
        preferences.settings_changed.connect(self._settings_changed)
        preferences.not_saved.connect(self._settings_not_saved)
        self.refresh_origin()

    def watch(self, keeper: LibraryKeeper) -> None:
        """Tell whether what it keeps is saved."""
        self._keepers.append(keeper)
        keeper.changed.connect(self._show_saved)

    def watch_typing(self, is_drafting: Callable[[], bool], *changed: SignalInstance) -> None:
        """What is being typed is on its way to a keeper."""
        self._is_drafting = is_drafting
        for moment in changed:
            moment.connect(self._show_saved)

    def refresh_origin(self) -> None:
        """Look again where requests go and which key they carry."""
        self._scope.start("find key", self._look())

    def show_opening(self, path: Path | None, read: float = 0.0) -> None:
        """`read`: how much of the file has been read, 0 to 1."""
        words = self.tr("Opening {0}, {1} %") if read else self.tr("Opening {0}")
        self._show("open", words.format(path.name, int(read * 100)) if path is not None else "")

    def show_drawing(self, done: float | None) -> None:
        """`done` from 0 to 1, None when nothing is being drawn."""
        words = self.tr("Reading the recording, {0} %")
        self._show("draw", words.format(round(done * 100)) if done is not None else "")

    def show_asking(self, words: str) -> None:
        """What the question in work is doing; empty when none is."""
        self._show("ask", words)

    def show_sending(self, words: str) -> None:
        """What the uploads pane is sending; empty when nothing is."""
        self._show("send", words)

    def show_exchange(self, words: str) -> None:
        """What is being exported or imported; empty when nothing is."""
        self._show("exchange", words)
        self.stop.setVisible(bool(words))

    def show_done(self, words: str) -> None:
        """What was just done, for as long as it takes to read."""
        self._show("done", words)
        self._done.start()

    def show_spent(self, today: Spending) -> None:
        """On Gemini; nothing before the first request of the day."""
        self.spent.setText(self.tr("Today: {0}").format(spent_words(today)) if today.tokens else "")

    async def _look(self) -> None:
        if self._preferences.settings.account == "on-device":
            self.origin.show_text(self.tr("Working on this computer: transcripts and quotes, in English"))
            return
        self.origin.show_text(_key_words(await self._desk.run(find_key)))

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        self._settings_trouble = None
        self._show_saved()
        if before.account != now.account:
            self.refresh_origin()

    def _settings_not_saved(self, error: OSError) -> None:
        """What changed in them counts all the same; the next change tries again."""
        self._settings_trouble = error
        self._show_saved()

    def _show_saved(self) -> None:
        """Answers are stored as they come; what was edited follows in less than a second."""
        tip = self.tr("Every edit is written within two seconds, answers while they arrive.")
        if any(keeper.is_in_trouble for keeper in self._keepers):
            words, tone = self.tr("\N{BLACK CIRCLE} Edits not saved"), "bad-small"
            tip = self.tr("They are kept in the window, and written as soon as the library takes them.")
        elif self._settings_trouble is not None:
            words, tone = self.tr("\N{BLACK CIRCLE} Settings not saved"), "bad-small"
            tip = self._settings_trouble.strerror or str(self._settings_trouble)
        elif all(keeper.is_saved for keeper in self._keepers) and not self._is_drafting():
            words, tone = self.tr("\N{BLACK CIRCLE} Saved"), "good-small"
        else:
            words, tone = self.tr("\N{WHITE CIRCLE} Saving\N{HORIZONTAL ELLIPSIS}"), "small"
        self.saved.setText(words)
        self.saved.setToolTip(tip)
        mark(self.saved, tone=tone)

    def _show(self, kind: str, words: str) -> None:
        if words:
            self._work[kind] = words
        else:
            self._work.pop(kind, None)
        self.work.show_text(" · ".join(self._work.values()))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(16)
        row.addWidget(self.saved)
        row.addWidget(self.work)
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.spent)
        row.addWidget(self.origin)


def _key_words(found: FoundKey | None) -> str:
    if found is None:
        return QCoreApplication.translate("StatusLine", "No Gemini key yet")
    if found.source == "environment":
        return QCoreApplication.translate("StatusLine", "Key from the environment")
    return QCoreApplication.translate("StatusLine", "Key from the system keyring")
