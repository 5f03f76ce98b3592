"""Colours for levels: evenly lighter or darker to the eye, from the panel's own ground."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

SHADES = 256
_LIGHTEST, _DARKEST = 0.97, 0.22
"""Oklab lightness of the loudest, on a dark and on a light ground."""
_HUES = (285.0, 345.0, 395.0, 460.0)
"""Degrees, from dark to light: indigo, magenta, orange, yellow."""
_CHROMA = (0.06, 0.17, 0.19, 0.16, 0.06)

Floats = NDArray[np.float64]

# Björn Ottosson, "A perceptual color space for image processing" (2020): linear sRGB <-> Oklab.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@cache
def colour_map(ground: str) -> NDArray[np.uint32]:
    """256 colours as 0xffRRGGBB; the first is `ground` (#rrggbb), the last as far from it as can be seen."""
    start = lab_of(_rgb_of(ground)[np.newaxis])[0]
    part = np.linspace(0, 1, SHADES)
    end = _LIGHTEST if start[0] < 0.5 else _DARKEST
    lightness = start[0] + (end - start[0]) * part
    colourful = np.minimum(part / 0.15, 1)[:, np.newaxis]  # the first shades come out of the ground
    ab = _ab_at(lightness) * colourful + start[1:] * (1 - colourful)
    rgb = np.rint(_srgb(_in_gamut(lightness, ab)) * 255).astype(np.int64)
    return np.asarray(0xFF000000 + (rgb @ np.array([1 << 16, 1 << 8, 1])), np.uint32)


def lab_of(srgb: Floats) -> Floats:
    """Rows of sRGB, 0 to 1, as Oklab."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T, np.float64)


def _ab_at(lightness: Floats) -> Floats:
    hue = np.radians(np.interp(lightness, np.linspace(_DARKEST, _LIGHTEST, len(_HUES)), _HUES))
    chroma = np.interp(lightness, np.linspace(_DARKEST, _LIGHTEST, len(_CHROMA)), _CHROMA)
    return np.stack([chroma * np.cos(hue), chroma * np.sin(hue)], axis=1)


def _in_gamut(lightness: Floats, ab: Floats) -> Floats:
    """Linear sRGB; where a screen has no such colour, the most colourful that is as light."""
    least, most = np.zeros(len(ab)), np.ones(len(ab))
    for _ in range(12):
        middle = (least + most) / 2
        rgb = _linear(lightness, ab * middle[:, np.newaxis])
        fits = np.abs(rgb - 0.5).max(axis=1) <= 0.5 + 1e-4
        least, most = np.where(fits, middle, least), np.where(fits, most, middle)
    return np.clip(_linear(lightness, ab * least[:, np.newaxis]), 0, 1)


def _linear(lightness: Floats, ab: Floats) -> Floats:
    lab = np.column_stack([lightness, ab])
    return np.asarray((lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T, np.float64)


def _srgb(linear: Floats) -> Floats:
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def _rgb_of(name: str) -> Floats:
    colour = QColor(name)
    return np.array([colour.redF(), colour.greenF(), colour.blueF()])
