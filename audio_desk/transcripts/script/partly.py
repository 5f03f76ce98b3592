"""What stays of a line when others speak for a part of it: by the words they share, else by the times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from audio_desk.region import Region
from audio_desk.transcripts.alignment import Word, common_words, without_words, words_of
from audio_desk.transcripts.script.kept import KeptSegment, new_ids
from audio_desk.transcripts.segment import Segment
from audio_desk.transcripts.timeline import ROUNDING_SECONDS

_NEAR_SECONDS: Final = 4.0
"""Where a line's end is known, its words lie no further from where they seem to."""
_FAR_SECONDS: Final = 60.0
"""Nor further than this where the end is only that of what was asked about."""
_QUICKEST_SECONDS: Final = 0.2
"""Nobody says a word in less."""

_Kept = tuple[int, int]
"""How many words stay at the beginning, and at the end."""


def words_in(lines: Sequence[KeptSegment], rate: int) -> list[Word]:
    """Of lines whose place is trusted."""
    trusted = [Segment(line.start_frame, line.end_frame, line.text) for line in lines if not line.flags]
    return words_of(trusted, rate)


def is_partly_in(line: KeptSegment, reach: Region) -> bool:
    """Whether some of it lies there and some does not."""
    overlaps = line.start_frame < reach.end and line.end_frame > reach.start
    return overlaps and (line.start_frame < reach.start or line.end_frame > reach.end) and not line.flags


def left_of(line: KeptSegment, said: Sequence[Word], reach: Region, rate: int) -> tuple[KeptSegment, ...]:
    """Without what lies in `reach`, where `said` is said instead: nothing, itself, or one or two parts."""
    words = words_in([line], rate)
    stays = _by_words(line, words, said, reach, rate) or _by_times(line, words, reach, rate)
    return tuple(_parts(line, len(words), stays, reach))


def without_said(
    line: KeptSegment, said: Sequence[Word], reach: Region, rate: int
) -> tuple[KeptSegment, ...]:
    """The same, but only for words that are among the `said` ones."""
    words = words_in([line], rate)
    stays = _by_words(line, words, said, reach, rate)
    return (line,) if stays is None else tuple(_parts(line, len(words), stays, reach))


def _by_words(
    line: KeptSegment, words: Sequence[Word], said: Sequence[Word], reach: Region, rate: int
) -> _Kept | None:
    """None where the two do not clearly say the same."""
    if not words:
        return None
    away_seconds = min(max(_NEAR_SECONDS, (line.end_frame - line.start_frame) / rate), _FAR_SECONDS)
    away = away_seconds * rate
    near = [word for word in said if line.start_frame - away <= word.frame < words[-1].frame + away]
    matches = common_words(words, near, rate, away_seconds)
    if not matches:
        return None
    places, others = {id(word): at for at, word in enumerate(words)}, {id(w): at for at, w in enumerate(said)}
    # What was misheard before the first common word, and after the last, is as long in both.
    first = places[id(matches[0].one)] - others[id(matches[0].other)]
    last = (len(words) - places[id(matches[-1].one)]) - (len(said) - others[id(matches[-1].other)])
    head = max(0, first) if line.start_frame < reach.start else 0
    tail = max(0, last) if line.end_frame > reach.end else 0
    outside = reach.start - line.start_frame, line.end_frame - reach.end
    room = [max(0.0, frames / rate) + ROUNDING_SECONDS for frames in outside]
    is_quick = head * _QUICKEST_SECONDS > room[0] or tail * _QUICKEST_SECONDS > room[1]
    is_clear = 2 * len(matches) >= len(words) - head - tail
    return (head, tail) if is_clear and not is_quick else None


def _by_times(line: KeptSegment, words: Sequence[Word], reach: Region, rate: int) -> _Kept:
    """Edges are rounded to seconds: what reaches over one by less is counted to where its middle lies."""
    slack = ROUNDING_SECONDS * rate
    before, after = reach.start - line.start_frame > slack, line.end_frame - reach.end > slack
    inside = min(line.end_frame, reach.end) - max(line.start_frame, reach.start)
    if not before and not after:
        return (0, 0) if reach.contains(line.middle) else (len(words), 0)
    if inside <= slack:
        return len(words), 0
    half = (words[1].frame - words[0].frame) / 2 if len(words) > 1 else 0.0
    head = sum(word.frame + half < reach.start for word in words) if before else 0
    tail = sum(word.frame + half >= reach.end for word in words) if after else 0
    return head, tail


def _parts(line: KeptSegment, count: int, stays: _Kept, reach: Region) -> Iterator[KeptSegment]:
    head, tail = stays
    if head + tail >= count and (count or not reach.contains(line.middle)):
        yield line
        return
    if head:
        end = max(line.start_frame, min(line.end_frame, reach.start))
        yield replace(line, end_frame=end, text=without_words(line.text, head)[0])
    if tail:
        start = min(max(line.start_frame, reach.end), line.end_frame)
        text = without_words(line.text, count - tail)[1]
        yield replace(line, id=new_ids(1)[0] if head else line.id, start_frame=start, text=text)
