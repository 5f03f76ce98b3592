"""How the recording is to be asked about: model, instruction, thinking, length, safety, sampling, privacy."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from audio_desk.gemini.types import Model
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Account
from audio_desk.ui.ask.setting_fields import (
    CountField,
    ShareField,
    category_words,
    choices,
    form_page,
    length_field,
    temperature_field,
    thinking_items,
    threshold_items,
)
from audio_desk.ui.dialog_foot import DialogFoot
from audio_desk.ui.settings.model_words import model_words
from audio_desk.ui.style import mark

_MOST_SEED = 2**31 - 1


class RequestDialog(QDialog):
    """Accepted: `settings`, `regions_only` and `for_all` are what the user wants."""

    def __init__(
        self,
        settings: RequestSettings,
        *,
        account: Account,
        models: tuple[Model, ...],
        usual_model: str,
        regions_only: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("request-dialog")
        self.setWindowTitle(self.tr("Request settings"))
        self._models = {model.name: model for model in models}
        self._usual_model = usual_model
        self._make_fields(settings, regions_only=regions_only)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("request-tabs")
        self.tabs.addTab(self._request_page(account), self.tr("Request"))
        self.tabs.addTab(self._safety_page(), self.tr("Safety"))
        self.tabs.addTab(self._sampling_page(), self.tr("Sampling"))
        self.for_all = QCheckBox(self.tr("For all recordings too that have none of their own"))
        self.for_all.setObjectName("for-all")
        self._lay_out()

    @property
    def settings(self) -> RequestSettings:
        safety = [(category, box.currentData()) for category, box in self.safety.items()]
        names = (name.strip() for name in self.names.text().split(","))
        return RequestSettings(
            model=self.model.currentData(),
            system_instruction=self.instruction.toPlainText().strip(),
            safety=tuple((category, threshold) for category, threshold in safety if threshold),
            thinking=self.thinking.currentData(),
            max_output_tokens=self.length.wanted,
            temperature=self.temperature.wanted,
            top_p=self.top_p.wanted,
            top_k=self.top_k.wanted,
            seed=self.seed.wanted,
            names=tuple(name for name in names if name),
        )

    def _make_fields(self, settings: RequestSettings, *, regions_only: bool) -> None:
        self.instruction = QPlainTextEdit(settings.system_instruction)
        self.instruction.setObjectName("system-instruction")
        self.instruction.setAccessibleName(self.tr("System instruction"))
        self.instruction.setPlaceholderText(self.tr("Such as: Write speakers as Maya and Tom."))
        self.instruction.setTabChangesFocus(True)
        self.instruction.setFixedHeight(72)
        self.names = QLineEdit(", ".join(settings.names))
        self.names.setObjectName("request-names")
        self.names.setAccessibleName(self.tr("Names"))
        self.names.setPlaceholderText(self.tr("With commas between: Åsa Lindqvist, Cape Ann"))
        self.model = self._model_choice(settings.model)
        self.model_note = QLabel(self, wordWrap=True)
        self.model_note.setObjectName("request-model-note")
        mark(self.model_note, tone="small")
        self.model.currentIndexChanged.connect(self._show_model)
        self._show_model()
        self.thinking = choices("thinking", self.tr("Thinking"), thinking_items(), settings.thinking)
        self.length = length_field(settings.max_output_tokens)
        self.regions_only = QCheckBox(self.tr("Send regions only: the whole file never leaves"))
        self.regions_only.setObjectName("regions-only")
        self.regions_only.setChecked(regions_only)
        known = dict(settings.safety)
        self.safety: dict[str, QComboBox] = {
            category: choices(f"safety-{category}", words, threshold_items(), known.get(category, ""))
            for category, words in category_words()
        }
        self.temperature = temperature_field(settings.temperature)
        self.top_p = ShareField("top-p", self.tr("Top P"), settings.top_p, 1.0)
        self.top_k = CountField("top-k", self.tr("Top K"), settings.top_k, 1000)
        self.seed = CountField("seed", self.tr("Seed"), settings.seed, _MOST_SEED, least=0)

    def _model_choice(self, chosen: str) -> QComboBox:
        names = [*self._models]
        if chosen and chosen not in names:
            names.insert(0, chosen)
        usual = self.tr("The usual one: {0}").format(self._usual_model)
        items = [("", usual), *((name, name) for name in names)]
        return choices("request-model", self.tr("Model"), items, chosen)

    def _show_model(self) -> None:
        model = self._models.get(self.model.currentData() or self._usual_model)
        self.model_note.setText(model_words(model) if model is not None else "")
        self.model_note.setVisible(model is not None)

    def _request_page(self, account: Account) -> QWidget:
        rows: list[tuple[str, QWidget]] = []
        if account != "gemini":  # whose models are no choice here: the fields keep what they have
            self.model.setParent(self)
            self.model.hide()
            self.model_note.setParent(self)
            self.model_note.hide()
        else:
            rows += [(self.tr("Model"), self.model), ("", self.model_note)]
        rows += [
            (self.tr("System instruction"), self.instruction),
            (self.tr("Names"), self.names),
            (self.tr("Thinking"), self.thinking),
            (self.tr("Longest answer"), self.length),
            (self.tr("Privacy"), self.regions_only),
        ]
        note = (
            ""
            if account == "gemini"
            else self.tr(
                "On this computer the longest answer counts; thinking and sampling do not, and an instruction"
                " only where the question names no task."
            )
        )
        return form_page(rows, note)

    def _safety_page(self) -> QWidget:
        note = self.tr("What the model's filters end an answer for. On this computer there are none.")
        words = dict(category_words())
        return form_page([(words[category], box) for category, box in self.safety.items()], note)

    def _sampling_page(self) -> QWidget:
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Temperature"), self.temperature),
            (self.tr("Top P"), self.top_p),
            (self.tr("Top K"), self.top_k),
            (self.tr("Seed"), self.seed),
        ]
        return form_page(
            rows, self.tr("Newer models pass these over, and may come to refuse them: best not sent.")
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        column.addLayout(DialogFoot(self, "request-keep", self.tr("Keep"), before=[self.for_all]))
        self.setMinimumWidth(560)
