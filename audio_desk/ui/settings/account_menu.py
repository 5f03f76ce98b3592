"""The button and menu that say who answers: this computer or Gemini, and which of its models."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, KeyMissing
from audio_desk.gemini.types import Model
from audio_desk.operations.asking.models import last_models, list_models
from audio_desk.operations.desk import Desk
from audio_desk.settings import Account, Settings
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.settings.account_words import account_name, account_promise
from audio_desk.ui.settings.model_words import model_words
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme
from audio_desk.ui.two_tone_button import TwoToneButton

_ANSWERS = "generateContent"
_ACCOUNTS: tuple[Account, ...] = ("on-device", "gemini")


class AccountMenu(TwoToneButton):
    """Asks for the account's models whenever the menu opens; until they come it shows the last list."""

    key_wanted = Signal()

    def __init__(
        self, desk: Desk, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._desk = desk
        self._preferences = preferences
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._models: dict[Account, tuple[Model, ...]] = {}
        self._problem = ""
        self.setObjectName("account-menu")
        self.choices = QMenu(self)
        self.choices.setObjectName("account-choices")
        self.choices.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self.refresh)
        self.clicked.connect(self.show_choices)
        preferences.settings_changed.connect(self._settings_changed)
        self._show_choice()
        self._fill()

    def show_choices(self) -> None:
        pop_up_below(self, self.choices)

    def refresh(self) -> None:
        """Ask the account for its models."""
        self._problem = ""
        self._scope.start("list models", self._load(self._preferences.settings.account))
        self._fill()

    async def _load(self, account: Account) -> None:
        if account not in self._models:
            # The last good list, until there is a newer one.
            self._models[account] = await last_models(self._desk, account)
            self._fill()
        try:
            self._models[account] = await list_models(self._desk, account)
        except AudioDeskError as error:
            # Without a key there is nothing to report: the menu offers to enter one.
            self._problem = "" if isinstance(error, KeyMissing) else words_for(error).sentence
        self._fill(finished=True)

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        if (before.account, before.model_of(before.account)) != (now.account, now.model_of(now.account)):
            self._show_choice()
        if before.account != now.account:
            self.refresh()

    def _show_choice(self) -> None:
        settings = self._preferences.settings
        self.show_parts(account_name(settings.account), settings.model_of(settings.account))
        self.setToolTip(account_promise(settings.account))

    def _fill(self, *, finished: bool = False) -> None:
        self.choices.clear()
        self._heading(self.tr("Who answers"))
        self._add_accounts()
        self.choices.addSeparator()
        self._heading(self.tr("Model"))
        self._add_models(finished=finished)
        self.choices.addSeparator()
        key = self.choices.addAction(self.tr("Gemini key..."))
        key.setObjectName("account-key")
        key.triggered.connect(self.key_wanted)

    def _add_accounts(self) -> None:
        group = QActionGroup(self.choices)
        for account in _ACCOUNTS:
            action = self._choice(group, account_name(account), account == self._preferences.settings.account)
            action.setObjectName(f"account-{account}")
            action.setToolTip(account_promise(account))
            action.triggered.connect(lambda _on, account=account: self._preferences.change(account=account))

    def _add_models(self, *, finished: bool) -> None:
        account = self._preferences.settings.account
        chosen = self._preferences.settings.model_of(account)
        models = {m.name: m for m in self._models.get(account, ()) if _ANSWERS in m.actions}
        group = QActionGroup(self.choices)
        for name in models if chosen in models else [chosen, *models]:
            action = self._choice(group, name, name == chosen)
            action.setObjectName(f"model-{name}")
            action.setToolTip(model_words(models[name]) if name in models else name)
            action.triggered.connect(lambda _on, name=name: self._choose_model(name))
        if self._problem:
            self._heading(self._problem)
        elif not finished:
            self._heading(self.tr("Asking for the list..."))

    def _choose_model(self, name: str) -> None:
        gemini = self._preferences.settings.account == "gemini"
        self._preferences.change(**{"gemini_model" if gemini else "on_device_model": name})

    def _choice(self, group: QActionGroup, text: str, checked: bool) -> QAction:
        action = self.choices.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        return action

    def _heading(self, text: str) -> None:
        action = self.choices.addAction(_wrapped(text))
        action.setEnabled(False)


def _wrapped(text: str, width: int = 56) -> str:
    """A menu does not wrap: a long sentence would be as wide as the screen."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
