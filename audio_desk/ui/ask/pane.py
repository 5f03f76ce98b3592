"""The ask pane: what will be sent and what it costs, the question, and the one primary button."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, UsageError
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.estimate import Estimate, estimate
from audio_desk.request.cost import PriceTable, load_prices
from audio_desk.request.plan import RequestPlan
from audio_desk.request.prompts import Task
from audio_desk.resources import resource
from audio_desk.settings import Mode, Settings
from audio_desk.ui.ask.choice_words import (
    being_read_words,
    detail_words,
    placeholder_words,
    region_title,
    times_words,
    whole_title,
)
from audio_desk.ui.ask.damage_line import DamageLine
from audio_desk.ui.ask.hint_button import HintButton
from audio_desk.ui.ask.mode_choice import ModeChoice
from audio_desk.ui.ask.progress_line import ProgressLine
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.banner import Banner
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme


class AskPane(QFrame):
    action_wanted = Signal(str)
    """What an error offers and the window has to do: `enter-key`, `choose-model`, `open-file`"""

    def __init__(
        self,
        document: Document,
        preferences: Preferences,
        runner: AskRunner,
        theme: Theme,
        parent: QWidget | None = None,
        prices: PriceTable | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ask-pane")
        mark(self, surface="card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._document = document
        self._preferences = preferences
        self._runner = runner
        self._prices = prices if prices is not None else _shipped_prices()
        self.choice = ModeChoice(theme, self)
        self.progress = ProgressLine(self)
        self.banner = Banner(theme)
        self._make_advice()
        self._make_question(theme)
        self._make_presets()
        self._lay_out()
        self._connect()
        self._show_running(runner.is_running)
        self._show_plan()

    @property
    def advice(self) -> str:
        """The line that advises the region alone; empty while hidden."""
        return "" if self._advice.isHidden() else self._advice_words.text()

    def ask(self) -> None:
        """Send the question; without one the field waits for it."""
        if self._document.recording is None or self._runner.is_running:
            return
        question = self.question.text().strip()
        if question:
            self._runner.ask(question)
        else:
            self.question.setFocus()

    def press_primary(self) -> None:
        """Transcribe, or stop what runs."""
        if self._runner.is_running:
            self._runner.stop()
        else:
            self._runner.transcribe()

    # --- building ------------------------------------------------------------------------------------------

    def _make_advice(self) -> None:
        self._advice = QWidget(self)
        self._advice.setObjectName("mode-advice")
        self._advice_words = QLabel(self._advice)
        self._advice_words.setWordWrap(True)
        mark(self._advice_words, tone="attention")
        self._take_advice = QPushButton(self.tr("Use only this region"), self._advice)
        self._take_advice.setObjectName("take-advice")
        row = QHBoxLayout(self._advice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._advice_words, 1)
        row.addWidget(self._take_advice)
        self._advice.hide()

    def _make_question(self, theme: Theme) -> None:
        self.question = QLineEdit(self)
        self.question.setObjectName("question")
        self.question.setAccessibleName(self.tr("Question"))
        self.question.setToolTip(self.tr("A question about the sound, in English (Return asks it)"))
        self.ask_button = HintButton(theme, self)
        self.ask_button.setObjectName("ask")
        self.ask_button.show_words(self.tr("Ask"), "Ctrl+↵")
        self.ask_button.setToolTip(self.tr("Ask the question (Ctrl+Return)"))
        self.primary = HintButton(theme, self)
        self.primary.setObjectName("transcribe")
        mark(self.primary, role="primary")
        # As high as the primary button beside them.
        self.question.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.ask_button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)

    def _make_presets(self) -> None:
        presets = (
            (Task.SUMMARY, self.tr("Summarize"), self.tr("Ask for a summary of what is said")),
            (Task.DESCRIBE, self.tr("Describe"), self.tr("Ask for a description of what can be heard")),
            (Task.SOUNDS, self.tr("Which sounds?"), self.tr("Ask which sounds are not speech, and when")),
        )
        self.presets: dict[Task, QPushButton] = {}
        for task, words, tip in presets:
            button = QPushButton(words, self)
            button.setObjectName(f"preset-{task.value}")
            button.setToolTip(tip)
            mark(button, role="quiet")
            button.clicked.connect(lambda _=False, task=task: self._runner.run(task))
            self.presets[task] = button
        self._preset_row = self._row_of_presets()
        # It takes the row's place while a question runs, so that nothing below it moves.
        self.progress.setFixedHeight(self._preset_row.sizeHint().height())

    def _row_of_presets(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        label = QLabel(self.tr("Or"), holder)
        mark(label, tone="muted")
        row.addWidget(label)
        row.addSpacing(4)
        for button in self.presets.values():
            row.addWidget(button)
        row.addStretch(1)
        return holder

    def _lay_out(self) -> None:
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(self.question, 1)
        question.addWidget(self.ask_button)
        question.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self._advice)
        column.addWidget(DamageLine(self._document, self))
        column.addLayout(question)
        column.addWidget(self._preset_row)
        column.addWidget(self.progress)
        column.addWidget(self.banner)

    def _connect(self) -> None:
        self._document.recording_changed.connect(self._take_recording)
        self._document.shown_changed.connect(self._show_plan)
        self._document.selection_changed.connect(self._show_plan)
        self._preferences.settings_changed.connect(self._take_settings)
        self.choice.mode_chosen.connect(lambda mode: self._preferences.change(mode=mode))
        self._take_advice.clicked.connect(lambda: self._preferences.change(mode="region"))
        self.question.returnPressed.connect(self.ask)
        self.ask_button.clicked.connect(self.ask)
        self.primary.clicked.connect(self.press_primary)
        runner = self._runner
        runner.running_changed.connect(self._show_running)
        runner.answer_started.connect(self._take_started)
        runner.progress_changed.connect(self.progress.show_progress)
        runner.answer_failed.connect(self._show_error)
        runner.uploads.changed.connect(self._show_plan)

    # --- what happens --------------------------------------------------------------------------------------

    def _take_recording(self) -> None:
        self.banner.clear()
        self._show_running(self._runner.is_running)
        self._show_plan()

    def _take_settings(self, before: Settings, now: Settings) -> None:
        if before.account != now.account:
            self.banner.clear()
        self._show_plan()

    def _show_running(self, running: bool) -> None:
        if running:
            self.banner.clear()
            self.progress.begin(self._runner.running_since, self._runner.progress)
        else:
            self.progress.end()
        self._preset_row.setVisible(not running)
        self._show_buttons()

    def _take_started(self, answer: AnswerRecord) -> None:
        """The question is kept with its answer: the field is free for the next one."""
        if answer.question and answer.question == self.question.text().strip():
            self.question.clear()

    def _show_error(self, error: AudioDeskError) -> None:
        self.banner.show_error(words_for(error), self._act)

    def _act(self, action: str) -> None:
        if action == "use-on-device":
            self._preferences.change(account="on-device")
        if action in ("retry", "use-on-device"):
            self._runner.retry()
        else:
            self.action_wanted.emit(action)

    # --- showing -------------------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        recording, region = self._document.recording, self._document.selection
        self.question.setPlaceholderText(placeholder_words(recording, region, being_read=self._is_being_read))
        self.choice.setEnabled(recording is not None)
        self.choice.region.setEnabled(region is not None)
        self.choice.choose(self._mode)
        plans = estimate(recording, region, Task.TRANSCRIPT) if recording is not None else None
        whole = plans.whole if plans is not None else None
        self.choice.whole.show_words(
            whole_title(whole if isinstance(whole, RequestPlan) else None), self._detail(whole)
        )
        self.choice.region.show_words(
            region_title(),
            self._detail(plans.region)
            if plans is not None and region is not None
            else self.tr("Drag on the waveform to choose a stretch"),
        )
        self._show_advice(plans)
        self._show_buttons()

    @property
    def _is_being_read(self) -> bool:
        return self._document.glimpse is not None

    @property
    def _mode(self) -> Mode:
        """Without a region there is nothing to choose."""
        return "whole" if self._document.selection is None else self._preferences.settings.mode

    def _detail(self, plan: RequestPlan | UsageError | None) -> str:
        if plan is None:
            return ""
        if isinstance(plan, UsageError):
            return words_for(plan).sentence
        settings = self._preferences.settings
        model = settings.model_of(settings.account)
        today = datetime.now(UTC).date()
        dollars = self._prices.price(model, plan.estimated_tokens, 0, today) if self._prices else None
        uploaded = self._runner.uploads.is_uploaded and not plan.cuts
        upload = self.tr("already uploaded") if uploaded else self.tr("uploaded once, kept 48 h")
        return detail_words(plan, dollars, settings.account, upload)

    def _show_advice(self, plans: Estimate | None) -> None:
        ratio = plans.advice if plans is not None else None
        shown = ratio is not None and self._document.selection is not None and self._mode == "whole"
        if shown and ratio is not None:
            words = (
                self.tr("In a recording this long, the region alone is more reliable and {0} times cheaper.")
                if self._preferences.settings.account == "gemini"
                else self.tr(
                    "In a recording this long, the region alone is more reliable and {0} times less work."
                )
            )
            self._advice_words.setText(words.format(times_words(ratio)))
        self._advice.setVisible(shown)

    def _show_buttons(self) -> None:
        has_recording, running = self._document.recording is not None, self._runner.is_running
        if running:
            self.primary.show_words(self.tr("Stop"), "Ctrl+.")
        elif self._document.selection is not None:
            self.primary.show_words(self.tr("Transcribe region"), "Ctrl+T")
        else:
            self.primary.show_words(self.tr("Transcribe recording"), "Ctrl+T")
        if self._is_being_read:
            self.primary.setToolTip(being_read_words())
        self.primary.setEnabled(has_recording)
        self.question.setEnabled(has_recording)
        for button in (self.ask_button, *self.presets.values()):
            button.setEnabled(has_recording and not running)


def _shipped_prices() -> PriceTable | None:
    """None where the table that people may edit cannot be read: then every price is unknown."""
    try:
        return load_prices(resource("prices.json"))
    except (OSError, ValueError):
        return None
