"""Rows of different heights, whatever comes, goes and is measured, stand where their sum says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio_desk.ui.transcripts.list.row_heights import RowHeights

HEIGHTS = st.lists(st.integers(1, 90), max_size=12)


@given(HEIGHTS, st.lists(st.tuples(st.sampled_from("irm"), st.integers(0, 20), HEIGHTS), max_size=12))
def test_tops_and_rows_agree_with_a_plain_list(
    first: list[int], acts: list[tuple[str, int, list[int]]]
) -> None:
    rows, plain = RowHeights(), list(first)
    rows.guess_all(first)
    for act, place, more in acts:
        at = min(place, len(plain))
        if act == "i":
            rows.insert(at, more)
            plain[at:at] = more
        elif act == "r":
            count = min(len(more), len(plain) - at)
            rows.remove(at, count)
            del plain[at : at + count]
        elif plain and more:
            at = min(at, len(plain) - 1)
            assert rows.measured(at, more[0]) == (plain[at] != more[0])
            plain[at] = more[0]
    assert len(rows) == len(plain)
    assert rows.total == sum(plain)
    assert [rows.top(row) for row in range(len(plain))] == [sum(plain[:row]) for row in range(len(plain))]
    for y in range(-1, sum(plain) + 1, 7):
        inside = [row for row in range(len(plain)) if sum(plain[:row]) <= y < sum(plain[: row + 1])]
        assert rows.row_at(y) == (inside[0] if inside else -1)


def test_what_was_not_measured_is_told_once_after_the_other() -> None:
    rows = RowHeights()
    assert rows.next_unmeasured() == -1
    rows.guess_all([10, 20, 30])
    rows.measured(0, 10)
    assert rows.next_unmeasured() == 1
    rows.measured(1, 25)
    rows.measured(2, 30)
    assert rows.next_unmeasured() == -1
    rows.forget(1, 1)
    assert (rows.next_unmeasured(), rows.height(1)) == (1, 25)
