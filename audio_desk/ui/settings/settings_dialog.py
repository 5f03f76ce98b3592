"""The settings: each takes effect, and is written, when it is changed."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.settings import Appearance
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import mark

LONGEST_REWIND_SECONDS = 5.0


class SettingsDialog(QDialog):
    """`folder_wanted` asks the window for a folder, which it hands to `use_speech_model`."""

    folder_wanted = Signal()
    key_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setObjectName("settings-dialog")
        self.setWindowTitle(self.tr("Settings"))
        self.rewind = self._rewind_field()
        self.speech_model = self._speech_model_field()
        self.download = self._download_box()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(20)
        self._rows.setVerticalSpacing(16)
        self._add(self.tr("Appearance"), self._appearances(), "")
        self._add(
            self.tr("Rewind on resume"),
            self.rewind,
            self.tr("How far playing goes back after a pause, to find the thread again."),
        )
        self._add(self.tr("Speech model"), self._speech_model_row(), self._speech_model_words())
        self._add(
            "", self.download, self.tr("From Hugging Face, once; some hundred megabytes to a few gigabytes.")
        )
        self._add(
            self.tr("Uploads"),
            self._on_close_box(),
            self.tr("Otherwise they stay on the server for their 48 hours, to be asked about again."),
        )
        self._add(self.tr("Gemini key"), self._key_button(), "")
        self._lay_out()

    def use_speech_model(self, text: str) -> None:
        """A folder or a name, as if it had been typed."""
        self.speech_model.setText(text)
        self._speech_model_edited()

    def _add(self, label: str, control: QWidget, words: str) -> None:
        row = self._rows.rowCount()
        name = QLabel(label)
        name.setMinimumHeight(control.sizeHint().height())
        self._rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft if not words else Qt.AlignmentFlag(0))
        if words:
            note = QLabel(words, wordWrap=True)
            mark(note, tone="small")
            cell.addWidget(note)
        self._rows.addLayout(cell, row, 1)

    def _appearances(self) -> QWidget:
        names = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        group = QButtonGroup(self)
        for appearance in get_args(Appearance):
            button = QRadioButton(names[appearance])
            button.setObjectName(f"appearance-{appearance}")
            button.setChecked(appearance == self._preferences.settings.appearance)
            button.toggled.connect(lambda on, value=appearance: self._chosen(value) if on else None)
            group.addButton(button)
            row.addWidget(button)
            if button.isChecked():
                button.setFocus()
        return holder

    def _chosen(self, appearance: Appearance) -> None:
        self._preferences.change(appearance=appearance)

    def _rewind_field(self) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setObjectName("rewind")
        field.setAccessibleName(self.tr("Rewind on resume, seconds"))
        field.setRange(0.0, LONGEST_REWIND_SECONDS)
        field.setSingleStep(0.5)
        field.setDecimals(1)
        field.setSuffix(self.tr(" s"))
        field.setValue(self._preferences.settings.resume_rewind_seconds)
        field.setFixedWidth(110)
        field.valueChanged.connect(lambda value: self._preferences.change(resume_rewind_seconds=value))
        return field

    def _speech_model_field(self) -> QLineEdit:
        field = QLineEdit(self._preferences.settings.speech_model)
        field.setObjectName("speech-model")
        field.setAccessibleName(self.tr("Speech model"))
        field.setPlaceholderText(self.tr("The one that comes with Audio Desk"))
        field.editingFinished.connect(self._speech_model_edited)
        return field

    def _speech_model_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        choose = QPushButton(self.tr("Choose folder..."))
        choose.setObjectName("speech-model-folder")
        choose.setAutoDefault(False)
        choose.clicked.connect(self.folder_wanted)
        row.addWidget(self.speech_model, 1)
        row.addWidget(choose)
        return holder

    def _speech_model_words(self) -> str:
        return self.tr(
            "For this computer's account: a folder with a converted Whisper model, or the name of one, such "
            "as small.en. Used from the next start of Audio Desk."
        )

    def _download_box(self) -> QCheckBox:
        box = QCheckBox(self.tr("Download the model if it is not here"))
        box.setObjectName("speech-model-download")
        box.setChecked(self._preferences.settings.speech_model_download)
        box.setEnabled(bool(self._preferences.settings.speech_model))
        box.toggled.connect(lambda on: self._preferences.change(speech_model_download=on))
        return box

    def _on_close_box(self) -> QCheckBox:
        box = QCheckBox(self.tr("Delete a recording's uploads when I close it"))
        box.setObjectName("delete-uploads-on-close")
        box.setChecked(self._preferences.settings.delete_uploads_on_close)
        box.toggled.connect(lambda on: self._preferences.change(delete_uploads_on_close=on))
        return box

    def _key_button(self) -> QPushButton:
        button = QPushButton(self.tr("Enter or forget..."))
        button.setObjectName("settings-key")
        button.setAutoDefault(False)
        button.clicked.connect(self.key_wanted)
        return button

    def _speech_model_edited(self) -> None:
        model = self.speech_model.text().strip()
        if model != self._preferences.settings.speech_model:
            # Consent was given for another name.
            self._preferences.change(speech_model=model, speech_model_download=False)
        self.download.setEnabled(bool(model))
        self.download.setChecked(self._preferences.settings.speech_model_download)

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.setObjectName("settings-close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(20)
        column.addLayout(self._rows)
        column.addStretch(1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._rows.setColumnStretch(1, 1)
        self.setMinimumWidth(560)
