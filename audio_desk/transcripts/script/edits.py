"""What a person can do to a transcript, each as the change that it makes; ids that are gone do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audio_desk.transcripts.script.change import Change, altered, nothing
from audio_desk.transcripts.script.kept import KeptSegment, Speaker, new_ids, order, with_speakers
from audio_desk.transcripts.script.script import Script


def set_text(script: Script, segment_id: str, text: str) -> Change:
    segment = script.get(segment_id)
    if segment is None or segment.text == text:
        return nothing(script, "text")
    return altered(script, [segment.saying(text)], "text")


def split(script: Script, segment_id: str, at: int, frame: int) -> Change:
    """The text is cut at character `at`, the time at `frame` when that lies within, else like the text.

    Where there is no time to cut, both have all of it.
    """
    segment = script.get(segment_id)
    if segment is None:
        return nothing(script, "split")
    at = min(max(at, 0), len(segment.text))
    ids = [segment.id, *new_ids(1)]
    if segment.end_frame - segment.start_frame < 2:
        end, start = segment.end_frame, segment.start_frame
        ids.sort()  # nothing else tells which is the first
    else:
        end = start = _cut(segment, at, frame)
    one = replace(segment, id=ids[0], end_frame=end, text=segment.text[:at].rstrip(), corrected=True)
    other = replace(segment, id=ids[1], start_frame=start, text=segment.text[at:].lstrip(), corrected=True)
    return Change((segment,), (one, other), script.speakers, script.speakers, "split")


def _cut(segment: KeptSegment, at: int, frame: int) -> int:
    start, end = segment.start_frame, segment.end_frame
    if start < frame < end:
        return frame
    share = at / len(segment.text) if segment.text else 0.5
    return max(min(start + round((end - start) * share), end - 1), start + 1)


def merge(script: Script, ids: Iterable[str]) -> Change:
    """Neighbours become one, which has the first one's name, speaker and origin."""
    segments = _known(script, ids)
    if len(segments) < 2 or script.index(segments[-1].id) - script.index(segments[0].id) != len(segments) - 1:
        return nothing(script, "merge")
    whole = replace(
        segments[0],
        end_frame=max(segment.end_frame for segment in segments),
        text=" ".join(text for segment in segments if (text := segment.text.strip())),
        flags=frozenset().union(*(segment.flags for segment in segments)),
        corrected=True,
    )
    return Change(segments, (whole,), script.speakers, script.speakers, "merge")


def insert(
    script: Script, start_frame: int, end_frame: int, text: str = "", speaker: str | None = None
) -> Change:
    start, end = sorted((max(0, start_frame), max(0, end_frame)))
    name = _name(speaker)
    segment = KeptSegment(new_ids(1)[0], start, max(end, start + 1), text, name, corrected=True)
    return Change((), (segment,), script.speakers, with_speakers(script.speakers, [name]), "insert")


def delete(script: Script, ids: Iterable[str]) -> Change:
    return Change(_known(script, ids), (), script.speakers, script.speakers, "delete")


def retime(script: Script, segment_id: str, start_frame: int, end_frame: int, frames: int) -> Change:
    """Kept inside a recording of `frames` frames, and never empty."""
    segment = script.get(segment_id)
    if segment is None or frames < 1:
        return nothing(script, "retime")
    start, end = sorted((start_frame, end_frame))
    start = min(max(start, 0), frames - 1)
    end = min(max(end, start + 1), frames)
    if (start, end) == (segment.start_frame, segment.end_frame):
        return nothing(script, "retime")
    moved = replace(segment, start_frame=start, end_frame=end, flags=frozenset(), corrected=True)
    return altered(script, [moved], "retime")


def set_speaker(script: Script, ids: Iterable[str], name: str | None) -> Change:
    """A name that is new becomes a speaker."""
    wanted = _name(name)
    segments = [segment.spoken_by(wanted) for segment in _known(script, ids) if segment.speaker != wanted]
    if not segments:
        return nothing(script, "speaker")
    return altered(script, segments, "speaker", with_speakers(script.speakers, [wanted]))


def rename_speaker(script: Script, old: str, new: str) -> Change:
    """Everywhere; under a name that is there already, both become one."""
    name, speaker = _name(new), script.speaker(old)
    if name is None or speaker is None or name == old:
        return nothing(script, "rename-speaker")
    segments = [segment.spoken_by(name) for segment in script.segments if segment.speaker == old]
    if script.speaker(name) is not None:
        left = tuple(known for known in script.speakers if known.name != old)
        return altered(script, segments, "merge-speakers", left)
    renamed = tuple(Speaker(name, it.colour) if it.name == old else it for it in script.speakers)
    return altered(script, segments, "rename-speaker", renamed)


def recolour(script: Script, name: str, colour: int) -> Change:
    speakers = tuple(Speaker(name, colour) if it.name == name else it for it in script.speakers)
    return Change((), (), script.speakers, speakers, "recolour")


def _known(script: Script, ids: Iterable[str]) -> tuple[KeptSegment, ...]:
    """In time order."""
    found = {segment_id: segment for segment_id in ids if (segment := script.get(segment_id)) is not None}
    return _ordered(list(found.values()))


def _ordered(segments: Sequence[KeptSegment]) -> tuple[KeptSegment, ...]:
    return tuple(sorted(segments, key=order))


def _name(name: str | None) -> str | None:
    """Without spaces around it; nothing is nobody."""
    return (name or "").strip() or None
