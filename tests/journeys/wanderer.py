"""Somebody who cannot sit still: zooms, pans, selects and plays at random, by real events."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from audio_desk.ui.main_window import MainWindow
from tests.ui.waveform.hand import Hand

_FRAME_SECONDS: Final = 0.016
"""Between two events of a hand that moves."""
_WARM_SECONDS: Final = 0.7
Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT, ALT = (
    Modifier.NoModifier,
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
)
_KEYS: Final = (
    *((key, keys) for key in (Key.Key_Left, Key.Key_Right) for keys in (NONE, SHIFT, ALT, ALT | SHIFT)),
    *((key, NONE) for key in (Key.Key_Comma, Key.Key_Period, Key.Key_Home, Key.Key_End)),
    *((key, NONE) for key in (Key.Key_BracketLeft, Key.Key_BracketRight)),
    *((key, CTRL) for key in (Key.Key_Equal, Key.Key_Minus, Key.Key_0, Key.Key_E, Key.Key_A)),
    (Key.Key_Z, SHIFT),
    (Key.Key_Escape, NONE),
)
_LANE_KEYS: Final = (
    (Key.Key_G, CTRL | SHIFT),
    (Key.Key_L, CTRL | SHIFT),
    (Key.Key_Up, ALT),
    (Key.Key_Down, ALT),
    (Key.Key_Home, ALT),
)


class Wanderer:
    """`doing` names the act that goes on; `done` counts them."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._panel = window.waveform
        self._hand, self._overview = Hand(self._panel.wave), Hand(self._panel.overview)
        self._random = Random(seed)
        self.doing = ""
        self.done: Counter[str] = Counter()
        self._acts: dict[str, tuple[int, Callable[[], Awaitable[None]]]] = {
            "zoom": (25, self._zoom),
            "pan": (20, self._pan),
            "drag the sound": (5, self._drag_sound),
            "select": (15, self._select),
            "extend": (5, self._extend),
            "click": (5, self._click),
            "overview": (8, self._drag_window),
            "keys": (15, self._press_keys),
            "play": (12, self._play),
            "lanes": (4, self._lanes),
        }

    async def wander(self, seconds: float) -> None:
        names, weights = list(self._acts), [weight for weight, _ in self._acts.values()]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            (self.doing,) = self._random.choices(names, weights)
            await self._acts[self.doing][1]()
            self.done[self.doing] += 1
            await asyncio.sleep(self._random.uniform(0, 0.3))

    async def warm_up(self) -> None:
        """Everything once, close and far: what is loaded or made room for at first use is there then."""
        self._panel.focus_waveform()
        for key, keys in _LANE_KEYS[:2]:
            self._hand.key(key, keys)
            for notches in (30, 20, 20, -20, -60):
                self._hand.wheel(300, notches, CTRL)
                await asyncio.sleep(_WARM_SECONDS)
        for key, keys in _LANE_KEYS[:2]:
            self._hand.key(key, keys)
        for act in (self._play, self._select, self._drag_window, self._play, self._extend, self._drag_sound):
            await act()

    # --- what is done --------------------------------------------------------------------------------------

    async def _zoom(self) -> None:
        x, notches = self._somewhere(), self._random.choice((-2, -1, -1, 1, 1, 2))
        for _ in range(self._random.randint(3, 25)):
            self._hand.wheel(x, notches, CTRL)
            await asyncio.sleep(_FRAME_SECONDS)

    async def _pan(self) -> None:
        notches, pixels = self._random.choice((-1, 1)), self._random.choice((0, 0, 7, 40, 160))
        for _ in range(self._random.randint(5, 40)):
            self._hand.wheel(self._somewhere(), notches, pixels=pixels * notches)
            await asyncio.sleep(_FRAME_SECONDS)

    async def _drag_sound(self) -> None:
        await self._drag(self._hand, self._somewhere(), self._somewhere(), button=Qt.MouseButton.MiddleButton)

    async def _select(self) -> None:
        """Now and then beyond the edge, where it scrolls, or put back half-way."""
        end = self._somewhere()
        if self._random.random() < 0.2:
            end = self._random.choice((-1, 1)) * (self._hand.widget.width() + 60)
        await self._drag(self._hand, self._somewhere(), end, gives_up=self._random.random() < 0.1)

    async def _extend(self) -> None:
        self._hand.click(self._somewhere(), keys=SHIFT)

    async def _click(self) -> None:
        self._hand.click(self._somewhere())

    async def _drag_window(self) -> None:
        width = self._overview.widget.width()
        start, end = (self._random.uniform(0, width) for _ in range(2))
        await self._drag(self._overview, start, end, y=16)

    async def _press_keys(self) -> None:
        self._panel.focus_waveform()
        key, keys = self._random.choice(_KEYS)
        for _ in range(self._random.randint(1, 6)):
            self._hand.key(key, keys)
            await asyncio.sleep(_FRAME_SECONDS)

    async def _play(self) -> None:
        self._panel.focus_waveform()
        key, keys = self._random.choice(
            ((Key.Key_Space, NONE), (Key.Key_Space, NONE), (Key.Key_Space, SHIFT), (Key.Key_L, NONE))
        )
        self._hand.key(key, keys)
        await asyncio.sleep(self._random.uniform(0.3, 3))

    async def _lanes(self) -> None:
        self._panel.focus_waveform()
        self._hand.key(*self._random.choice(_LANE_KEYS))
        await asyncio.sleep(self._random.uniform(0.1, 1))

    # --- the hand ------------------------------------------------------------------------------------------

    def _somewhere(self) -> float:
        return self._random.uniform(1, max(2, self._hand.widget.width() - 1))

    async def _drag(
        self,
        hand: Hand,
        start: float,
        end: float,
        *,
        y: float = 100,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        gives_up: bool = False,
    ) -> None:
        hand.press(start, y, button=button)
        steps = self._random.randint(4, 30)
        for step in range(1, steps + 1):
            hand.move(start + (end - start) * step / steps, y)
            await asyncio.sleep(_FRAME_SECONDS)
        await asyncio.sleep(self._random.uniform(0, 0.4))
        if gives_up:
            hand.key(Key.Key_Escape)
        hand.release(end, y)
        assert QApplication.activeModalWidget() is None
