"""Joins transcripts of overlapping stretches: compares what both heard, so that no word is double or lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from audio_desk.region import Region
from audio_desk.transcripts.alignment import Match, Word, common_words, without_words, words_of
from audio_desk.transcripts.segment import Segment

_APART_SECONDS: Final = 3.0
"""Two parts tell of one moment when their times differ by no more: each rounds to seconds."""
_SLACK_SECONDS: Final = 1.5
"""Without common words the cut decides, give or take that rounding."""
_ALIKE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Part:
    """What was heard in one stretch; `core` is what it speaks for, `heard` what it was sent."""

    core: Region
    heard: Region
    segments: tuple[Segment, ...]


def stitch(parts: Iterable[Part], rate: int) -> tuple[Segment, ...]:
    """One transcript of all parts, which come in order."""
    joined: list[Segment] = []
    heard_to = 0
    for part in parts:
        later = sorted(part.segments, key=lambda segment: segment.start_frame)
        if joined and later and part.heard.start < heard_to:
            zone = Region(part.heard.start, heard_to)
            joined, later = _join(joined, later, zone, part.core.start, rate)
        joined += later
        heard_to = max(heard_to, part.heard.end)
    return tuple(_without_overlap(joined))


def _join(
    earlier: list[Segment], later: list[Segment], zone: Region, cut: int, rate: int
) -> tuple[list[Segment], list[Segment]]:
    """What is kept of each."""
    first = next((n for n, segment in enumerate(earlier) if segment.end_frame > zone.start), len(earlier))
    # A line's end is that of the sound when nothing follows: what begins before the zone may reach into it.
    kept, near = earlier[:first], earlier[first:]
    reach = round(_APART_SECONDS * rate)
    inside = [segment for segment in later if segment.start_frame < zone.end + reach]
    if not near or not inside:
        return earlier, later
    seam = _best_seam(near, inside, cut, rate)
    if seam is not None:
        halved = seam.one.place > 0 and _goes_on(seam, later, zone, rate)
        kept += _until(near, seam.one, later[seam.other.segment])
        onward = _onward(later, seam.other, near[seam.one.segment])
        if halved:
            return kept[:-1], [_whole(kept[-1], onward[0]), *onward[1:]]
        if seam.one.place:  # times are rounded: what was said after it does not begin before it
            onward[0] = _not_before(onward[0], kept[-1].start_frame)
        return kept, onward
    return _by_time(kept, near, later, cut, rate)


# --- by words ----------------------------------------------------------------------------------------------


def _best_seam(near: Sequence[Segment], inside: Sequence[Segment], cut: int, rate: int) -> Match | None:
    matches = common_words(words_of(near, rate), words_of(inside, rate), rate)
    return max(matches, key=lambda match: _worth(match, near, inside, cut, rate), default=None)


def _worth(match: Match, near: Sequence[Segment], inside: Sequence[Segment], cut: int, rate: int) -> float:
    """Higher among many common words, where a line begins in both or in one of them, and near the cut."""
    starts = (match.one.place == 0) + (match.other.place == 0)
    frames = near[match.one.segment].start_frame, inside[match.other.segment].start_frame
    away = sum(abs(frame - cut) for frame in frames) / rate
    return 2.0 * min(match.run, 5) + 4.0 * starts - away


def _until(near: Sequence[Segment], word: Word, following: Segment) -> Iterator[Segment]:
    """The earlier part's lines up to a word; a line that is cut ends where the later one begins."""
    yield from near[: word.segment]
    if word.place:
        segment = near[word.segment]
        end = max(segment.start_frame, min(segment.end_frame, following.start_frame))
        yield replace(segment, text=without_words(segment.text, word.place)[0], end_frame=end)


def _onward(later: Sequence[Segment], word: Word, same: Segment) -> list[Segment]:
    """The later part's lines from a word on; a line that is cut begins where the earlier one's word does."""
    segment = later[word.segment]
    if word.place:
        start = min(max(segment.start_frame, same.start_frame), segment.end_frame)
        segment = replace(segment, text=without_words(segment.text, word.place)[1], start_frame=start)
    return [segment, *later[word.segment + 1 :]]


def _goes_on(seam: Match, later: Sequence[Segment], zone: Region, rate: int) -> bool:
    """Whether the later part's line is the rest of the earlier one's, and no new one that begins there."""
    began = later[seam.other.segment].start_frame
    cut_off = seam.other.segment == 0 and began <= zone.start + _SLACK_SECONDS * rate
    return seam.other.place > 0 or cut_off


def _not_before(segment: Segment, frame: int) -> Segment:
    start = max(segment.start_frame, frame)
    return replace(segment, start_frame=start, end_frame=max(start, segment.end_frame))


def _whole(begin: Segment, rest: Segment) -> Segment:
    return replace(begin, text=f"{begin.text} {rest.text}", end_frame=max(begin.end_frame, rest.end_frame))


# --- by time -----------------------------------------------------------------------------------------------


def _by_time(
    kept: list[Segment], near: Sequence[Segment], later: Sequence[Segment], cut: int, rate: int
) -> tuple[list[Segment], list[Segment]]:
    """Nothing in common: each side of the cut is its part's; what lies at the cut is kept once."""
    slack = round(_SLACK_SECONDS * rate)
    ours = [segment for segment in near if segment.start_frame < cut + slack]
    # What goes on after the cut stays as a whole: rather a few words double than one lost.
    theirs = [
        segment for segment in later if segment.start_frame >= cut - slack or segment.end_frame > cut + slack
    ]
    at_cut = [segment for segment in ours if segment.start_frame >= cut - slack]
    others = [segment for segment in theirs if not any(_alike(segment, other) for other in at_cut)]
    return kept + ours, others


def _alike(one: Segment, other: Segment) -> bool:
    mine, its = ([word.plain for word in words_of([segment], 1)] for segment in (one, other))
    return SequenceMatcher(None, mine, its, autojunk=False).ratio() >= _ALIKE


def _without_overlap(segments: list[Segment]) -> Iterator[Segment]:
    """In time order; a line ends where the next begins, at the latest."""
    ordered = sorted(segments, key=lambda segment: segment.start_frame)
    for segment, following in pairwise(ordered):
        end = min(segment.end_frame, max(segment.start_frame, following.start_frame))
        yield replace(segment, end_frame=end)
    yield from ordered[-1:]
