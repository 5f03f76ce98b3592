"""Asks before a recording is forgotten: what goes, counted, and what stays."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QVBoxLayout, QWidget

from audio_desk.operations.recordings.forget_recording import Forgettable
from audio_desk.ui.dialog_foot import DialogFoot
from audio_desk.ui.library.entries import count_of
from audio_desk.ui.style import mark


class ForgetDialog(QDialog):
    """Accepted: it is to be forgotten; with `uploads` checked what is at Gemini goes too."""

    def __init__(self, kept: Forgettable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("forget-dialog")
        self.setWindowTitle(self.tr("Forget this recording?"))
        title = QLabel(self.tr("Forget “{0}”?").format(kept.recording.name), wordWrap=True)
        title.setObjectName("forget-title")
        mark(title, tone="strong")
        self.what = QLabel(" ".join(self._sentences(kept)), wordWrap=True)
        self.what.setObjectName("forget-what")
        self.uploads = QCheckBox(
            self.tr("Delete its uploads at Gemini too ({0})").format(len(kept.at_google))
        )
        self.uploads.setObjectName("forget-uploads")
        self.uploads.setVisible(bool(kept.at_google))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for part in (title, self.what, self.uploads):
            column.addWidget(part)
        column.addLayout(DialogFoot(self, "forget-yes", self.tr("Forget"), danger=True))
        self.setMinimumWidth(480)

    def _sentences(self, kept: Forgettable) -> Iterator[str]:
        held = kept.holdings
        counts = (
            (held.answers, self.tr("1 answer or transcript"), self.tr("{0} answers and transcripts")),
            (held.transcript_lines, self.tr("1 line of transcript"), self.tr("{0} lines of transcript")),
            (held.versions, self.tr("1 version of it"), self.tr("{0} versions of it")),
            (held.regions, self.tr("1 region or marker"), self.tr("{0} regions and markers")),
            (held.receipts, self.tr("1 receipt"), self.tr("{0} receipts")),
        )
        words = [count_of(count, one, many) for count, one, many in counts if count]
        words.append(self.tr("its drawn waveform and notes on quality"))
        yield self.tr("Deleted from this computer for good: {0}.").format(", ".join(words))
        yield self.tr("The audio file itself stays where it is.")
        if kept.at_google:
            yield self.tr("Its uploads at Gemini end by themselves after 48 hours.")
