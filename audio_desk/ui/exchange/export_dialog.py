"""Asks what is to be exported, in which format, and how; the file is asked for after it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.settings import Settings
from audio_desk.transcripts.formats.document import What
from audio_desk.transcripts.formats.writing import TIMES_OPTIONAL, Format
from audio_desk.ui.dialog_foot import DialogFoot
from audio_desk.ui.exchange.choice import WHATS, ExportChoice, can_hold, layout_of, remembered
from audio_desk.ui.exchange.format_words import ending_of, in_order, words_of
from audio_desk.ui.style import mark

_KIND = Qt.ItemDataRole.UserRole


class ExportDialog(QDialog):
    """Accepted: `choice` is wanted. `counts`: how many there are of each list; of none nothing is written.

    `no_speech`: there is no transcript because the last one found none.
    """

    def __init__(
        self,
        settings: Settings,
        counts: Mapping[What, int],
        parent: QWidget | None = None,
        *,
        no_speech: bool = False,
    ) -> None:
        super().__init__(parent)
        self._settings, self._counts, self._no_speech = settings, counts, no_speech
        self.setObjectName("export-dialog")
        self.setWindowTitle(self.tr("Export"))
        last = remembered(settings)
        self._wanted: What = last.what
        self._layouts: dict[Format, tuple[bool, bool]] = {}
        """As they were set here, by format."""
        self.formats = self._format_list()
        self.whats = self._what_buttons()
        self.times = QCheckBox(self.tr("Times"))
        self.times.setObjectName("export-times")
        self.speakers = QCheckBox(self.tr("Speakers"))
        self.speakers.setObjectName("export-speakers")
        for box in (self.times, self.speakers):
            box.clicked.connect(self._layout_chosen)
        self._use = QLabel(wordWrap=True)
        self._use.setObjectName("export-use")
        mark(self._use, tone="small")
        self._foot = DialogFoot(self, "export-choose", self.tr("Choose a file..."))
        self.choose = self._foot.act
        self._lay_out()
        self.formats.currentRowChanged.connect(self._format_changed)
        self.formats.itemActivated.connect(lambda _item: self.choose.click())
        self.formats.setCurrentRow(in_order().index(last.kind))
        self.formats.setFocus()

    @property
    def choice(self) -> ExportChoice:
        return ExportChoice(self._kind, self._shown_what, self.times.isChecked(), self.speakers.isChecked())

    @property
    def _kind(self) -> Format:
        return Format(self.formats.currentItem().data(_KIND))

    @property
    def _shown_what(self) -> What:
        return next(what for what in WHATS if self.whats[what].isChecked())

    def _format_list(self) -> QListWidget:
        formats = QListWidget()
        formats.setObjectName("export-formats")
        formats.setAccessibleName(self.tr("Format"))
        for kind in in_order():
            item = QListWidgetItem(f"{words_of(kind).name}  .{ending_of(kind)}")
            item.setData(_KIND, kind.value)
            formats.addItem(item)
        formats.setMinimumSize(230, formats.sizeHintForRow(0) * formats.count() + 12)
        return formats

    def _what_buttons(self) -> dict[What, QRadioButton]:
        names: dict[What, str] = {
            "transcript": self.tr("Transcript, {0} lines"),
            "regions": self.tr("Regions and markers, {0}"),
            "answers": self.tr("Answers, {0}"),
            "all": self.tr("All of these"),
        }
        group = QButtonGroup(self)
        made: dict[What, QRadioButton] = {}
        for what in WHATS:
            button = QRadioButton(names[what].format(f"{self._counts.get(what, 0):,}"))
            button.setObjectName(f"export-{what}")
            button.clicked.connect(lambda _on, what=what: self._what_chosen(what))
            group.addButton(button)
            made[what] = button
        return made

    def _what_chosen(self, what: What) -> None:
        self._wanted = what
        self._show_use()

    def _format_changed(self) -> None:
        """What the format cannot hold is not offered; what was chosen comes back with one that can."""
        kind = self._kind
        for what, button in self.whats.items():
            button.setEnabled(can_hold(kind, what))
        fitting: What = "all" if kind == Format.JSON else "transcript"
        self.whats[self._wanted if can_hold(kind, self._wanted) else fitting].setChecked(True)
        times, speakers = self._layouts.get(kind) or layout_of(self._settings, kind)
        free = kind in TIMES_OPTIONAL
        self.times.setEnabled(free)
        self.times.setChecked(times or not free)
        self.speakers.setEnabled(kind != Format.JSON)
        self.speakers.setChecked(speakers or kind == Format.JSON)
        self._show_use()

    def _layout_chosen(self) -> None:
        self._layouts[self._kind] = (self.times.isChecked(), self.speakers.isChecked())

    def _show_use(self) -> None:
        what = self._shown_what
        there = sum(self._counts.values()) if what == "all" else self._counts.get(what, 0)
        self.choose.setEnabled(bool(there))
        self._use.setText(words_of(self._kind).use if there else self._nothing_words(what))

    def _nothing_words(self, what: What) -> str:
        if self._no_speech and what in ("transcript", "all"):
            return self.tr(
                "No speech was found the last time, so there is no transcript. Transcribe another stretch, "
                "or choose regions or answers."
            )
        return self.tr("There is nothing of that to export yet.")

    def _lay_out(self) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self._heading(self.tr("WHAT")))
        for button in self.whats.values():
            choices.addWidget(button)
        choices.addSpacing(12)
        choices.addWidget(self._heading(self.tr("WITH")))
        choices.addWidget(self.times)
        choices.addWidget(self.speakers)
        choices.addSpacing(12)
        choices.addWidget(self._use)
        choices.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._heading(self.tr("FORMAT")), 0, 0)
        grid.addWidget(self.formats, 1, 0)
        grid.addLayout(choices, 0, 1, 2, 1)
        self._foot.setContentsMargins(0, 8, 0, 0)
        grid.addLayout(self._foot, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.setMinimumWidth(560)

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        mark(heading, tone="heading")
        return heading
