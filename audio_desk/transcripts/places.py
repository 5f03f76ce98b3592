"""Finds the times in an answer about several recordings, and which of them each time is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.links import TimeLink, find_times
from audio_desk.transcripts.mentions import NOBODY, Mention, Names
from audio_desk.transcripts.times import BETWEEN, TIME, seconds_of

_TIME: Final = re.compile(TIME)
_TO_TIME: Final = re.compile(r"[\"'”*_`)]*[,:;@]?\s*(?:at\s+)?[\"“*_`]*")
"""Between a recording's name and its time, without a bracket of the time's own."""
_TO_NAME: Final = re.compile(
    r"(?:[\])]?\s*[\[(]|[\])]?\s+(?:in|of|on|from)\s+(?:the\s+)?)[\"“*_`]*", re.IGNORECASE
)
"""Between a time and the name that belongs to it."""
_IN_BRACKETS: Final = re.compile(r"\s?[,;]?\s*")
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?]\s)[\s>#*_•-]*(?:[A-Z][a-z]+\s+)?[\[(]?$")
_RANGE: Final = re.compile(rf"{BETWEEN}$")
_LEAD: Final = re.compile(r"[\s>#*_•\"“`(\[-]*(?:\d{1,2}[.)]\s+[*_]*)?(?:[Tt]he\s+|[Ii]n\s+)?")
_HEADING: Final = re.compile(r"\0[\"”*_`]*(?:\s*[(:–—-]\s*[\"“*_`]*\0[\"”*_`]*\)?)?[\"”*_`)\]]*\s*(?::|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """A time, and the number of the recording that it is of; None where the text does not say."""

    link: TimeLink
    """With the name, where it stands beside the time."""
    recording: int | None
    time_begin: int
    """Character at which the time itself begins."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the lines before say: under whose heading one is, and who was named last."""

    heading: int | None = None
    last: int | None = None

    @property
    def recording(self) -> int | None:
        return self.last if self.heading is None else self.heading


def places_in(line: str, names: Names, before: Context = Context()) -> tuple[tuple[Place, ...], Context]:
    """The places of one line in their order, and the context for the next."""
    mentions = names.in_line(line)
    heading = mentions[0].recording if mentions and _is_heading(line, mentions) else before.heading
    last = mentions[-1].recording if mentions else before.last
    context = Context(heading, last)
    fallback = heading if heading != before.heading else before.recording
    places = tuple(
        Place(_widened(line, link, mentions), _of(line, link, mentions, fallback), link.begin)
        for link in _links(line, mentions)
    )
    return places, context


def find_places(text: str, names: Names) -> tuple[Place, ...]:
    """Of a whole text."""
    context, found, offset = Context(), [], 0
    for line in text.split("\n"):
        places, context = places_in(line, names, context)
        for place in places:
            link = place.link
            moved = TimeLink(link.begin + offset, link.end + offset, link.seconds, link.until)
            found.append(Place(moved, place.recording, place.time_begin + offset))
        offset += len(line) + 1
    return tuple(found)


def _is_heading(line: str, mentions: Sequence[Mention]) -> bool:
    lead = _LEAD.match(line)
    assert lead is not None
    if mentions[0].begin != lead.end():
        return False
    named = ""
    done = mentions[0].begin
    for mention in mentions[:2]:
        named += line[done : mention.begin] + "\0"
        done = mention.end
    return _HEADING.match(named + line[done:]) is not None


def _links(line: str, mentions: Sequence[Mention]) -> list[TimeLink]:
    """Times are found as if nobody were named within their brackets."""
    cuts = [cut for mention in mentions if (cut := _cut(line, mention)) is not None]
    plain, kept = "", 0
    for begin, end in cuts:
        plain += line[kept:begin]
        kept = end
    plain += line[kept:]
    links = [_back(link, cuts) for link in find_times(plain)]
    # After the first one of a line the others of its bracket might pass for somebody's words.
    for _, end in cuts:
        match = _TIME.match(line, end)
        seconds = seconds_of(match[0]) if match else None
        if match and seconds is not None and not any(link.begin <= end < link.end for link in links):
            links.append(TimeLink(match.start(), match.end(), seconds))
    return sorted(
        (link for link in links if not any(m.begin <= link.begin < m.end for m in mentions)),
        key=lambda link: link.begin,
    )


def _cut(line: str, mention: Mention) -> tuple[int, int] | None:
    """From a name in a bracket, or within a range, to its time."""
    gap = _TO_TIME.match(line, mention.end)
    assert gap is not None
    before = line[: mention.begin]
    inside = before.endswith(("[", "(")) or before.count("[") > before.count("]") or _RANGE.search(before)
    return (mention.begin, gap.end()) if inside and _TIME.match(line, gap.end()) else None


def _back(link: TimeLink, cuts: Sequence[tuple[int, int]]) -> TimeLink:
    """A link in the line that was cut, as one of the line as it is."""
    begin, end = link.begin, link.end
    for cut_begin, cut_end in cuts:
        width = cut_end - cut_begin
        begin += width if begin >= cut_begin else 0
        end += width if end > cut_begin else 0
    return TimeLink(begin, end, link.seconds, link.until)


def _of(line: str, link: TimeLink, mentions: Sequence[Mention], fallback: int | None) -> int | None:
    earlier = [mention for mention in mentions if mention.begin < link.end and mention.end <= link.end]
    earlier = [mention for mention in earlier if mention.begin < _time_begin(line, link)]
    named = next(_beside(line, link, earlier, mentions), None)
    if named is None and earlier:
        named = earlier[-1].recording
    if named is None and _SENTENCE_BEGINS.search(line[: _time_begin(line, link)]):
        # `At 02:30, Recording B says ...`
        gap = re.compile(r"[\])]?,\s+")
        named = next((each.recording for each in mentions if gap.fullmatch(line, link.end, each.begin)), None)
    named = fallback if named is None else named
    return None if named == NOBODY else named


def _beside(
    line: str, link: TimeLink, earlier: Sequence[Mention], mentions: Sequence[Mention]
) -> Iterator[int]:
    """Who is named right before the time, or right after it."""
    begin = _time_begin(line, link)
    for mention in reversed(earlier):
        gap = line[mention.end : begin]
        if re.fullmatch(_TO_TIME.pattern + r"[\[(]?\s?", gap):
            yield mention.recording
    for mention in mentions:
        if mention.begin >= begin:
            gap = line[link.end : mention.begin]
            opened = link.begin == begin and line[:begin].endswith(("[", "("))
            if _TO_NAME.fullmatch(gap) or (opened and _IN_BRACKETS.fullmatch(gap)):
                yield mention.recording


def _time_begin(line: str, link: TimeLink) -> int:
    match = _TIME.search(line, link.begin)
    return match.start() if match else link.begin


def _widened(line: str, link: TimeLink, mentions: Sequence[Mention]) -> TimeLink:
    """With the name and the bracket around both: `[A 02:30]`, `[02:30, A]`."""
    begin, end = link.begin, link.end
    for mention in mentions:
        if mention.end <= begin and _TO_TIME.fullmatch(line, mention.end, begin):
            begin = mention.begin
        elif mention.begin >= end and _IN_BRACKETS.fullmatch(line, end, mention.begin):
            end = mention.end
    around = line[max(0, begin - 1) : begin] + line[end : end + 1]
    if around in ("[]", "()"):
        begin, end = begin - 1, end + 1
    elif end != link.end:
        end = link.end
    return TimeLink(begin, end, link.seconds, link.until)
