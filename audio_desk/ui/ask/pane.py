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
from audio_desk.operations.asking.estimate import Estimate, estimate
from audio_desk.operations.asking.several_estimate import estimate_several
from audio_desk.request.capabilities import hears_all, writes_json
from audio_desk.request.cost import PriceTable
from audio_desk.request.plan import RequestPlan
from audio_desk.request.prompts import Task
from audio_desk.request.several import SeveralPlan, total_seconds
from audio_desk.request.templates import TemplateFields
from audio_desk.settings import Mode, Settings
from audio_desk.ui.ask.choice_words import (
    being_read_words,
    converted_words,
    detail_words,
    placeholder_words,
    region_title,
    times_words,
    whole_title,
)
from audio_desk.ui.ask.damage_line import DamageLine
from audio_desk.ui.ask.english_note import EnglishNote
from audio_desk.ui.ask.filled_template import FilledTemplate
from audio_desk.ui.ask.hint_button import HintButton
from audio_desk.ui.ask.mode_choice import ModeChoice
from audio_desk.ui.ask.preset_row import PresetRow
from audio_desk.ui.ask.progress_line import ProgressLine
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.ask.several.row import SeveralRow
from audio_desk.ui.ask.several.words import choice_titles, choice_words, question_words
from audio_desk.ui.ask.sound_line import SoundLine
from audio_desk.ui.banner import Banner
from audio_desk.ui.document import Document
from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

_ALSO_PX = 34
_LINES_AT = 2
"""After the choice of the mode and the advice about it."""


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
        self._prices = prices
        self.choice = ModeChoice(theme, self)
        self.progress = ProgressLine(self)
        self.sound = SoundLine(self)
        self.several = SeveralRow(runner.basket, theme, self)
        self.banner = Banner(theme)
        self._make_advice()
        self._make_question(theme)
        self._make_presets()
        self._templates = FilledTemplate(document, runner, self.question)
        self._lay_out()
        self._connect()
        self._show_running(runner.is_running)
        self._show_plan()

    @property
    def advice(self) -> str:
        """The line that advises the region alone; empty while hidden."""
        return "" if self._advice.isHidden() else self._advice_words.text()

    @property
    def presets(self) -> dict[Task, QPushButton]:
        return self.row.presets

    @property
    def template_fields(self) -> TemplateFields:
        return self._templates.fields

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
        if self._runner.is_under_way:
            self._runner.stop()
        else:
            self._runner.transcribe()

    def add_line(self, line: QWidget) -> None:
        """Above the question, for what others have to say about asking."""
        self._column.insertWidget(_LINES_AT, line)

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
        self.also = QPushButton(self)
        KeptIcon(self.also, "plus", theme)
        self.also.setObjectName("also")
        self.also.setAccessibleName(self.tr("Also ask about…"))
        self.also.setToolTip(self.tr("Also ask about… other recordings, or regions of them, in one question"))
        self.also.setFixedWidth(_ALSO_PX)
        self.also.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
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
        self.row = PresetRow(self)
        # It takes the row's place while a question runs, so that nothing below it moves.
        self.progress.setFixedHeight(self.row.sizeHint().height())

    def _lay_out(self) -> None:
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(self.also)
        question.addWidget(self.question, 1)
        question.addWidget(self.ask_button)
        question.addWidget(self.primary)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self._advice)
        column.addWidget(DamageLine(self._document, self))
        column.addWidget(self.sound)
        column.addWidget(self.several)
        column.addLayout(question)
        column.addWidget(self.row)
        column.addWidget(self.progress)
        column.addWidget(EnglishNote(self._preferences, self))
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
        self.row.preset_chosen.connect(self._runner.run)
        self.row.template_chosen.connect(self._templates.choose)
        runner = self._runner
        runner.requests.changed.connect(self._show_plan)
        runner.basket.changed.connect(self._show_plan)
        runner.running_changed.connect(self._show_running)
        runner.others.changed.connect(self._show_buttons)
        runner.answer_started.connect(self._take_started)
        runner.progress_changed.connect(self.progress.show_progress)
        runner.answer_failed.connect(self._show_error)
        runner.uploads.changed.connect(self._show_plan)
        runner.channels.changed.connect(self._show_plan)

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
        self.row.setVisible(not running)
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
        self.choice.whole.setEnabled(not self._runner.whole_stays)
        if self._runner.basket.topics:
            self._show_several()
            return
        self.choice.choose(self._mode)
        plans = self._estimate()
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

    def _show_several(self) -> None:
        runner, account = self._runner, self._preferences.settings.account
        book, topics = runner.requests, runner.basket.topics
        plans = estimate_several(topics, Task.SUMMARY, "", book.settings, book.learnt_rate)
        self.question.setPlaceholderText(question_words(len(topics)))
        self.choice.whole.setEnabled(True)
        self.choice.region.setEnabled(any(topic.region is not None for topic in topics))
        now, both = runner.together.topics, (plans.whole, plans.region)
        self.choice.choose("region" if any(topic.mode == "region" for topic in now) else "whole")
        for cell, title, plan in zip(self.choice.cells, choice_titles(), both, strict=True):
            tokens = plan.estimated_tokens if isinstance(plan, SeveralPlan) else 0
            cell.show_words(title, choice_words(plan, self._price(tokens), account))
        self.several.show_seconds(total_seconds([topic.subject for topic in now]))
        self._show_advice(None)
        self._show_buttons()

    @property
    def _is_being_read(self) -> bool:
        return self._document.glimpse is not None

    @property
    def _mode(self) -> Mode:
        return self._runner.mode_now

    def _estimate(self) -> Estimate | None:
        recording, book = self._document.recording, self._runner.requests
        if recording is None:
            return None
        region = self._document.selection
        channel = self._runner.channels.channel
        task, account = Task.TRANSCRIPT, self._preferences.settings.account
        as_json = writes_json(account, book.model, task)
        return estimate(
            recording, region, task, "", book.settings, book.learnt_rate, channel, as_json=as_json
        )

    def _detail(self, plan: RequestPlan | UsageError | None) -> str:
        if plan is None:
            return ""
        if isinstance(plan, UsageError):
            return words_for(plan).sentence
        if not plan.cuts and self._runner.whole_stays:
            return self.tr("Stays here: only regions of this recording are sent")
        account = self._preferences.settings.account
        if not plan.cuts and plan.region and hears_all(account, self._runner.requests.model, plan.task):
            return self.tr("This model transcribes all that it is sent: it gets the region alone")
        dollars = self._price(plan.estimated_tokens)
        uploaded = self._runner.uploads.is_uploaded and not plan.cuts
        upload = self.tr("already uploaded") if uploaded else self.tr("uploaded once, kept 48 h")
        if plan.converts and not uploaded:
            upload = converted_words(plan)
        return detail_words(plan, dollars, account, upload)

    def _price(self, tokens: int) -> float | None:
        book = self._runner.requests
        if self._prices is None:
            return book.dollars(tokens)
        return self._prices.price(book.model, tokens, 0, datetime.now(UTC).date())

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
        if self._runner.is_under_way:
            self.primary.show_words(self.tr("Stop"), "Ctrl+.")
        elif self._document.selection is not None:
            self.primary.show_words(self.tr("Transcribe region"), "Ctrl+T")
        else:
            self.primary.show_words(self.tr("Transcribe recording"), "Ctrl+T")
        if self._is_being_read:
            self.primary.setToolTip(being_read_words())
        self.primary.setEnabled(has_recording)
        self.question.setEnabled(has_recording)
        self.ask_button.setEnabled(has_recording and not running)
        self.also.setEnabled(has_recording and not running)
        self.row.set_usable(has_recording=has_recording, running=running)
