"""The table of figures, and that every group of it can be found."""

from __future__ import annotations

import itertools

import pytest

from tests.benchmarks.__main__ import GROUPS, main, measure_of
from tests.benchmarks.rows import Row, table
from tests.benchmarks.timing import interleaved


def test_a_row_says_whether_its_goal_is_reached() -> None:
    rows = [
        Row("a", 0.18, 0.2),
        Row("b", 0.3, 0.2),
        Row("c", None, 0.2, note="no tool"),
        Row("d", 7, unit="ms"),
    ]
    assert table(rows).splitlines()[2:] == [
        "| a | 0.2 x | 0.18 x | reached |  |",
        "| b | 0.2 x | 0.3 x | short |  |",
        "| c | 0.2 x | - | skipped | no tool |",
        "| d | - | 7 ms |  |  |",
    ]


def test_things_are_timed_by_turns_after_one_turn_of_warming_up() -> None:
    turns: list[str] = []
    clock = itertools.count()
    acts = {"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}
    seconds = interleaved(acts, rounds=3, clock=lambda: float(next(clock)))
    assert "".join(turns) == "ab" * 4
    assert seconds == {"a": [1.0] * 3, "b": [1.0] * 3}


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_has_its_measure(name: str) -> None:
    assert callable(measure_of(name))


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "redraw" in capsys.readouterr().err
