"""A plan of chunks: everything is heard, every cut lies in a silence where there is one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio_desk.region import Region
from audio_desk.request.chunks import LEFT_OUT_SECONDS, plan_chunks

RATE = 100


def silences_of(edges: list[int]) -> list[Region]:
    ordered = sorted(set(edges))
    return [Region(start, end) for start, end in zip(ordered[::2], ordered[1::2], strict=False)]


SILENCES = st.lists(st.integers(0, 3_000 * RATE), max_size=60).map(silences_of)
SPANS = st.tuples(st.integers(0, 3_000 * RATE), st.integers(0, 3_000 * RATE)).map(
    lambda edges: Region.spanning(*edges)
)


@given(SPANS, SILENCES, st.floats(10, 600), st.floats(0, 9), st.booleans())
def test_all_of_the_span_is_planned_once(
    span: Region, silences: list[Region], longest: float, overlap: float, leaves_out: bool
) -> None:
    chunks = plan_chunks(
        span, silences, RATE, chunk_seconds=longest, overlap_seconds=overlap, leaves_out=leaves_out
    )
    at = span.start
    for chunk in chunks:
        assert chunk.core.start == at
        assert chunk.core.frames > 0
        at = chunk.core.end
        if not chunk.is_left_out:
            assert span.start <= chunk.sent.start <= chunk.core.start
            assert chunk.core.end <= chunk.sent.end <= span.end
            assert chunk.core.frames <= longest * RATE + 1
        else:
            assert leaves_out
            assert any(s.start < chunk.core.start and chunk.core.end < s.end for s in silences)
    assert at == span.end or (span.is_empty and not chunks)


@given(SPANS, SILENCES, st.floats(60, 600))
def test_neighbours_hear_what_is_around_their_cut(
    span: Region, silences: list[Region], longest: float
) -> None:
    chunks = plan_chunks(span, silences, RATE, chunk_seconds=longest, overlap_seconds=8)
    for one, other in pairwise(chunks):
        assert one.sent.end - other.sent.start <= 8 * RATE
        assert other.sent.start < one.core.end
        assert one.sent.end > one.core.end or one.core.end == span.end


def test_a_cut_lies_in_the_longest_silence_in_reach() -> None:
    silences = [Region(2_500, 2_600), Region(7_000, 7_050), Region(8_000, 8_100), Region(9_900, 9_920)]
    first, second = plan_chunks(Region(0, 15_000), silences, RATE, chunk_seconds=100, overlap_seconds=8)
    assert first.core == Region(0, 8_050)
    assert first.sent == Region(0, 8_450)
    assert second.core == Region(8_050, 15_000)
    assert second.sent == Region(7_650, 15_000)


def test_where_nobody_pauses_the_length_decides() -> None:
    chunks = plan_chunks(Region(0, 25_000), [], RATE, chunk_seconds=100, overlap_seconds=8)
    assert [chunk.core.end for chunk in chunks] == [10_000, 20_000, 25_000]


def test_long_silences_are_left_out_when_that_is_wanted() -> None:
    quiet = Region(5_000, 5_000 + round(LEFT_OUT_SECONDS * RATE))
    chunks = plan_chunks(Region(0, 10_000), [quiet], RATE, leaves_out=True)
    assert [chunk.is_left_out for chunk in chunks] == [False, True, False]
    assert chunks[0].sent == Region(0, quiet.start + RATE)
    assert chunks[2].sent == Region(quiet.end - RATE, 10_000)
    assert len(plan_chunks(Region(0, 10_000), [quiet], RATE)) == 1
