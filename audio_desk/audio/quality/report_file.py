"""Writes and reads what was noted on a recording's sound, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from audio_desk.audio.peaks.file import UNFINISHED
from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.region import Region

_REGIONS: Final = ("silences", "clipped", "lost")


def write_report(path: Path, report: SoundReport) -> None:
    """Raises OSError."""
    values = asdict(report) | {name: _pairs(getattr(report, name)) for name in _REGIONS}
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.write_text(json.dumps(values), "utf-8")
    unfinished.replace(path)


def read_report(path: Path) -> SoundReport:
    """Raises OSError, and ValueError when it is damaged."""
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        for name in _REGIONS:
            values[name] = tuple(Region(int(start), int(end)) for start, end in values[name])
        values["dead_channels"] = tuple(int(channel) for channel in values["dead_channels"])
        return SoundReport(**values)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _pairs(regions: tuple[Region, ...]) -> list[tuple[int, int]]:
    return [(region.start, region.end) for region in regions]
