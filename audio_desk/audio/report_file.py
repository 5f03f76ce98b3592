"""Writes and reads what was noted on a recording's sound, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from audio_desk.audio.analysis import SoundReport
from audio_desk.audio.peak_file import UNFINISHED
from audio_desk.region import Region


def write_report(path: Path, report: SoundReport) -> None:
    """Raises OSError."""
    values = asdict(report) | {"silences": [(region.start, region.end) for region in report.silences]}
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.write_text(json.dumps(values), "utf-8")
    unfinished.replace(path)


def read_report(path: Path) -> SoundReport:
    """Raises OSError, and ValueError when it is damaged."""
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        silences = tuple(Region(int(start), int(end)) for start, end in values.pop("silences"))
        dead = tuple(int(channel) for channel in values.pop("dead_channels"))
        return SoundReport(silences=silences, dead_channels=dead, **values)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from error
