"""The bar beneath the waveform: play and move, the time, the region's times, zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from audio_desk import timecode
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.ui.document import Document
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.playback.following import Following
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.region_fields import RegionFields
from audio_desk.ui.playback.sound_button import SoundButton
from audio_desk.ui.playback.speed_button import SpeedButton
from audio_desk.ui.playback.tool_button import tool_button
from audio_desk.ui.style import mark, text_font
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.lanes_button import LanesButton
from audio_desk.ui.waveform.panel import WaveformPanel

SKIP_SECONDS = 5
_SPACING_PX = 4
_LEVELS = 9
"""From everything in sight to what cannot be done without."""


class TransportBar(QWidget):
    """Every button says its key; without sound the reason stands beside the play button."""

    def __init__(
        self,
        document: Document,
        player: Player,
        waveform: WaveformPanel,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._player, self._waveform, self._theme = document, player, waveform, theme
        self.setObjectName("transport")
        self.setAccessibleName(self.tr("Playback"))
        self.following = Following(document, player, waveform, self)
        self._build_playback()
        self._build_sound()
        self._build_zoom()
        self.fields = RegionFields(document)
        self._lay_out()
        self._connect()

    # --- building ------------------------------------------------------------------------------------------

    def _build_playback(self) -> None:
        self.play = self._button("play", self.tr("Play"), "", self.tr("Space"), self._player.toggle)
        mark(self.play, role="")
        self._play_icon = KeptIcon(self.play, "play", self._theme)
        back, forward = self.tr("Back 5 seconds"), self.tr("Forward 5 seconds")
        self.back = self._button("back", back, self.tr("5 s"), self.tr("Shift+Left"), self._skip_back)
        KeptIcon(self.back, "back", self._theme)
        self.forward = self._button("forward", forward, self.tr("5 s"), self.tr("Shift+Right"), self._skip)
        KeptIcon(self.forward, "forward", self._theme)
        self.forward.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        once = self.tr("Play the region once")
        self.play_region = self._button(
            "play-selection", once, self.tr("Region"), self.tr("Shift+Space"), self._player.play_selection
        )
        KeptIcon(self.play_region, "play-region", self._theme)
        loop = self.tr("Repeat the region, or the whole recording")
        self.loop = self._button("loop", loop, self.tr("Loop"), "L", None)
        KeptIcon(self.loop, "loop", self._theme)
        self.loop.setCheckable(True)
        self.time = QLabel()
        self.time.setObjectName("playhead-time")
        self.time.setAccessibleName(self.tr("Playhead"))
        self.time.setToolTip(self.tr("Where the playhead is"))
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setFont(text_font(self.time.font()))
        mark(self.time, tone="strong")
        self.reason = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.reason.setObjectName("playback-unavailable")
        mark(self.reason, tone="attention")

    def _build_sound(self) -> None:
        self.speed = SpeedButton(self._player)
        self.sound = SoundButton(self._player, self._theme)
        along = self.tr("Scroll along while playing")
        self.follow = self._button("follow", along, "", "F", None)
        KeptIcon(self.follow, "follow", self._theme)
        self.follow.setCheckable(True)
        self.follow.setChecked(self.following.is_on)

    def _build_zoom(self) -> None:
        panel = self._waveform
        self.zoom_out = self._button("zoom-out", self.tr("Zoom out"), "", self.tr("Ctrl+-"), panel.zoom_out)
        KeptIcon(self.zoom_out, "minus", self._theme)
        self.zoom_in = self._button("zoom-in", self.tr("Zoom in"), "", self.tr("Ctrl+="), panel.zoom_in)
        KeptIcon(self.zoom_in, "plus", self._theme)
        whole = self.tr("Show the whole recording")
        self.fit = self._button("zoom-fit", whole, self.tr("Fit"), self.tr("Ctrl+0"), panel.zoom_fit)
        self.lanes = LanesButton(panel, self._theme)

    def _button(
        self, name: str, meaning: str, text: str, key: str, do: Callable[[], None] | None
    ) -> QToolButton:
        """`do` None for one that is switched."""
        button = tool_button(name, meaning, key, text)
        if do is not None:
            button.clicked.connect(lambda _checked: do())
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(_SPACING_PX)
        for button in (self.play, self.back, self.forward, self.play_region, self.loop):
            layout.addWidget(button)
        layout.addWidget(self.time)
        for button in (self.speed, self.sound, self.follow):
            layout.addWidget(button)
        layout.addWidget(self.reason, 1)
        layout.addStretch()
        for widget in (self.fields, self.zoom_out, self.zoom_in, self.fit, self.lanes):
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.loop.toggled.connect(self._player.set_loop)
        self._player.loop_changed.connect(self.loop.setChecked)
        self.follow.toggled.connect(self.following.set)
        self.following.changed.connect(self.follow.setChecked)
        self._player.playing_changed.connect(self._playing_changed)
        self._player.unavailable_changed.connect(self._refresh)
        self._document.playhead_moved.connect(self._show_time)
        self._document.selection_changed.connect(self._refresh)
        for changed in (self._document.shown_changed, self._document.shown_settled):
            changed.connect(self._shown_changed)
        self._shown_changed(self._document.shown)

    # --- following -----------------------------------------------------------------------------------------

    def _shown_changed(self, shown: Shown | None) -> None:
        longest = timecode.clock(max(shown.duration if shown else 0.0, 600), 1)
        digits = "".join("0" if character.isdigit() else character for character in longest)
        self.time.setMinimumWidth(round(QFontMetricsF(self.time.font()).horizontalAdvance(digits)) + 12)
        self._show_time(self._document.playhead)
        self._refresh()

    def _show_time(self, frame: int) -> None:
        shown = self._document.shown
        text = timecode.clock(frame / shown.rate, 1) if shown is not None else ""
        if text != self.time.text():
            self.time.setText(text)

    def _playing_changed(self, playing: bool) -> None:
        meaning = self.tr("Pause") if playing else self.tr("Play")
        self._play_icon.use("pause" if playing else "play")
        self.play.setAccessibleName(meaning)
        self._refresh()

    def _refresh(self) -> None:
        shown, measured, reason = self._document.shown, self._document.measured, self._reason
        audible = measured is not None and not reason
        self.play.setEnabled(audible)
        self.play_region.setEnabled(audible and self._document.selection is not None)
        always = (self.back, self.forward, self.loop, self.speed, self.sound, self.follow)
        for button in always:
            button.setEnabled(measured is not None)
        for button in (self.zoom_out, self.zoom_in, self.fit, self.lanes):
            button.setEnabled(shown is not None)
        meaning = self.tr("Pause") if self._player.is_playing else self.tr("Play")
        self.play.setToolTip(reason or f"{meaning} ({self.tr('Space')})")
        self.play.setAccessibleDescription(reason)
        self.reason.show_text(reason)
        self.reason.setVisible(bool(reason))
        self._give_way()

    @property
    def _reason(self) -> str:
        """Why nothing can be played."""
        if self._document.glimpse is not None and self._document.measured is None:
            return self.tr("Plays once it has been read.")
        return self._player.unavailable

    def _give_way(self) -> None:
        """Where it is narrow, what only repeats or explains goes first."""
        layout = self.layout()
        if layout is None:
            return
        for level in range(_LEVELS):
            self._show_level(level)
            if layout.minimumSize().width() + self._elided_width() <= self.width():
                return

    def _elided_width(self) -> int:
        """What the reason would lack: it is worth more than what gives way for it."""
        if not self._reason:
            return 0
        return self.reason.sizeHint().width() - self.reason.minimumSizeHint().width()

    def _show_level(self, level: int) -> None:
        audible = not self._reason
        self.fields.caption.setVisible(level < 1)
        self.fields.length.setVisible(level < 2)
        self.fields.updateGeometry()  # or its size with them would count until the loop comes round
        _show_text(level < 3, self.back, self.forward)
        _show_text(level < 4, self.play_region, self.loop)
        self.follow.setVisible(audible and level < 5)
        for button in (self.play_region, self.loop):
            button.setVisible(audible and level < 6)
        self.speed.setVisible(audible and level < 7)
        # At last the reason takes what is left, and is whole in its tooltip; 0 is its own least width.
        self.reason.setMinimumWidth(0 if level < 8 else 1)

    def _skip(self) -> None:
        self._player.skip(SKIP_SECONDS)

    def _skip_back(self) -> None:
        self._player.skip(-SKIP_SECONDS)

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as it gets, not as it is now: or nothing could make it narrower."""
        heard = (self.play, self.back, self.forward, self.sound)
        buttons = (*heard, self.zoom_out, self.zoom_in, self.fit, self.lanes)
        kept = (*buttons, self.time)
        fields = self.fields.start.width() + self.fields.end.width()
        gaps = len(kept) * _SPACING_PX
        width = fields + gaps + sum(widget.minimumSizeHint().width() for widget in kept)
        return QSize(width, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()


def _show_text(shown: bool, *buttons: QToolButton) -> None:
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shown else Qt.ToolButtonStyle.ToolButtonIconOnly
    for button in buttons:
        button.setToolButtonStyle(style)
