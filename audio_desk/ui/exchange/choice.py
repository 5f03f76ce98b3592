"""What the user wants exported, as the settings remember it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, get_args

from audio_desk.settings import Settings
from audio_desk.transcripts.formats.document import Layout, What
from audio_desk.transcripts.formats.writing import HOLD_ALL, SPEAKERS_UNUSUAL, TIMES_OPTIONAL, Format

WHATS: Final[tuple[What, ...]] = get_args(What)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    kind: Format
    what: What
    times: bool
    speakers: bool

    @property
    def layout(self) -> Layout:
        return Layout(self.times if self.kind in TIMES_OPTIONAL else None, self.speakers)


def can_hold(kind: Format, what: What) -> bool:
    """JSON holds everything, whatever is wished for."""
    return kind in HOLD_ALL if what == "all" else kind != Format.JSON


def layout_of(settings: Settings, kind: Format) -> tuple[bool, bool]:
    """With times, with speakers: as last time, else as is usual in the format."""
    for name, times, speakers in settings.export_layouts:
        if name == kind.value:
            return times, speakers
    return True, kind not in SPEAKERS_UNUSUAL


def remembered(settings: Settings) -> ExportChoice:
    """What was exported last; the first choice where a newer program wrote the settings."""
    kind = Format(settings.export_format) if settings.export_format in tuple(Format) else Format.TXT
    what: What = next((what for what in WHATS if what == settings.export_what), "transcript")
    if not can_hold(kind, what):
        what = "all" if kind == Format.JSON else "transcript"
    return ExportChoice(kind, what, *layout_of(settings, kind))


def to_remember(choice: ExportChoice, settings: Settings) -> dict[str, Any]:
    """The settings that change."""
    others = tuple(layout for layout in settings.export_layouts if layout[0] != choice.kind.value)
    return {
        "export_format": choice.kind.value,
        "export_what": choice.what,
        "export_layouts": (*others, (choice.kind.value, choice.times, choice.speakers)),
    }
