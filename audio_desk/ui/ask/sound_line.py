"""Says before anything is sent what is wrong with its sound, and offers another channel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from audio_desk.audio.quality.mix_warnings import MixWarning
from audio_desk.channels import channel_name
from audio_desk.note_text import mix_sentence
from audio_desk.ui.style import mark

_MOST_OFFERS = 2
"""Of one warning: of six channels the loudest two."""


class SoundLine(QWidget):
    """Hidden while there is nothing to say."""

    channel_wanted = Signal(object)
    """Counted from 0; None: all of them"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sound-line")
        self.words = QLabel(self)
        self.words.setObjectName("sound-words")
        self.words.setWordWrap(True)
        self._offers: tuple[QPushButton, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.words, 1)
        self.hide()

    def show_sound(self, warnings: Sequence[MixWarning], channel: int | None, channels: int) -> None:
        """`channel`: the one that is sent alone, of so many."""
        sentences = [mix_sentence(warning, channels) for warning in warnings]
        if channel is not None:
            sentences.insert(0, self.tr("Only {0} is sent.").format(_the(channel, channels)))
        self.words.setText(" ".join(sentences))
        mark(self.words, tone="attention" if warnings else "muted")
        self._show_offers(_offered(warnings, channel), channels)
        self.setVisible(bool(sentences))

    def _show_offers(self, wanted: Sequence[int | None], channels: int) -> None:
        for offer in self._offers:
            self._row.removeWidget(offer)
            offer.hide()
            offer.deleteLater()
        self._offers = tuple(self._offer(channel, channels) for channel in wanted)

    def _offer(self, channel: int | None, channels: int) -> QPushButton:
        if channel is None:
            words = self.tr("Send both") if channels == 2 else self.tr("Send all channels")
            name, tip = "send-all", self.tr("All channels, mixed to one as Gemini hears them")
        else:
            words = self.tr("Send {0} only").format(channel_name(channel, channels))
            name = f"send-channel-{channel + 1}"
            tip = self.tr("Send nothing but {0}; a whole recording is converted for it").format(
                _the(channel, channels)
            )
        offer = QPushButton(words, self)
        offer.setObjectName(name)
        offer.setToolTip(tip)
        offer.clicked.connect(lambda: self.channel_wanted.emit(channel))
        self._row.addWidget(offer)
        offer.show()
        return offer


def _the(channel: int, channels: int) -> str:
    name = channel_name(channel, channels)
    return f"the {name} channel" if channels == 2 else name


def _offered(warnings: Sequence[MixWarning], channel: int | None) -> tuple[int | None, ...]:
    """In the order of the channels; the way back is the last."""
    best = next((warning.ways_out for warning in warnings if warning.ways_out), ())[:_MOST_OFFERS]
    back: tuple[int | None, ...] = () if channel is None else (None,)
    return (*sorted(way for way in best if way is not None), *back)
