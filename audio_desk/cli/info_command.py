"""`audio-desk info`: what a recording's file really holds, and what it claims to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk import timecode
from audio_desk.audio.info import AudioInfo
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.hushed import hushed
from audio_desk.cli.options import File, Json
from audio_desk.cli.terminal import write_fields, write_json

if TYPE_CHECKING:
    from audio_desk.audio.quality.analysis import SoundReport

_MOST_PLACES = 10
"""Of one note in words; JSON has them all."""


def info(
    file: File,
    as_json: Json = False,
    notes: Annotated[
        bool,
        typer.Option(
            "--notes",
            help="Listen to all of it and note what is wrong with the sound; known notes are shown anyway.",
            show_default=False,
        ),
    ] = False,
) -> int:
    """Show a recording's format, rate, channels, real length, and what is wrong with it."""
    from audio_desk.cli.known_notes import known_notes

    with hushed():
        found, report = known_notes(file, listen=notes)
    if as_json:
        write_json(_object(found) | {"notes": None if report is None else _note_objects(found, report)})
    else:
        write_fields(
            [*_fields(found), *(_damage_field(found) if report is None else _note_fields(found, report))]
        )
    return ExitStatus.COMPLETE


def _note_objects(found: AudioInfo, report: SoundReport) -> list[dict[str, object]]:
    from audio_desk.audio.quality.notes import notes_on
    from audio_desk.note_text import note_words

    return [
        {
            "kind": note.kind.name.lower().replace("_", "-"),
            "warns": note.kind.warns,
            "words": note_words(note, found).sentence,
            "places": [place.seconds(found.rate) for place in note.places],
        }
        for note in notes_on(found, report)
    ]


def _note_fields(found: AudioInfo, report: SoundReport) -> list[tuple[str, str]]:
    from audio_desk.audio.quality.notes import NoteKind, notes_on
    from audio_desk.note_text import note_words, place_words

    rows = []
    for note in notes_on(found, report):
        title, sentence = note_words(note, found)
        named = note.kind in (NoteKind.DAMAGED, NoteKind.CLIPPED)
        shown = note.places[:_MOST_PLACES] if named else ()
        places = "; ".join(place_words(place, found.rate) for place in shown)
        more = f" and {len(note.places) - len(shown):,} more" if 0 < len(shown) < len(note.places) else ""
        rows.append((title, f"{sentence} {places}{more}".rstrip()))
    return rows or [("Notes", "nothing to remark")]


def _object(found: AudioInfo) -> dict[str, object]:
    claimed = found.claimed_frames
    return {
        "name": found.path.name,
        "path": str(found.path.absolute()),
        "format": found.container,
        "codec": found.codec,
        "mime_type": found.mime_type,
        "rate": found.rate,
        "channels": found.channels,
        "frames": found.frames,
        "duration": found.duration,
        "claimed_frames": claimed,
        "claimed_duration": None if claimed is None else claimed / found.rate,
        "damaged_at": list(found.broken_at),
        "size_bytes": found.size_bytes,
    }


def _fields(found: AudioInfo) -> list[tuple[str, str]]:
    return [
        ("Name", found.path.name),
        ("Format", f"{found.container}, {found.codec} ({found.mime_type})"),
        ("Rate", f"{found.rate:,} Hz"),
        ("Channels", str(found.channels)),
        ("Length", _length(found.frames, found.rate)),
        ("Header claims", _claim(found)),
        ("Size", f"{found.size_bytes:,} bytes"),
    ]


def _damage_field(found: AudioInfo) -> list[tuple[str, str]]:
    return [("Damaged", _damage(found))] if found.broken_at else []


def _claim(found: AudioInfo) -> str:
    if found.claimed_frames is None:
        return "nothing"
    if found.claimed_frames == found.frames:
        return "the same"
    return _length(found.claimed_frames, found.rate)


def _damage(found: AudioInfo) -> str:
    """Where; and that nothing follows where it is cut off."""
    *places, last = (timecode.clock(at, 3) for at in found.broken_at)
    ends = "cut off at" if found.broken_at[-1] >= found.duration else "at"
    return f"at {', '.join(places)}; {ends} {last}" if places else f"{ends} {last}"


def _length(frames: int, rate: int) -> str:
    return f"{timecode.clock(frames / rate, 3)} ({frames:,} frames)"
