"""What is about to be sent is judged channel by channel, and by what the mix leaves of it."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.audio.quality import span_levels as measuring
from audio_desk.audio.quality.mix_warnings import MixTrouble, MixWarning, warnings_on
from audio_desk.audio.quality.span_levels import SpanLevels, span_levels
from audio_desk.audio.source import open_source
from audio_desk.errors import Stopped
from audio_desk.note_text import mix_sentence
from audio_desk.region import Region
from tests.audio.making import Sound, write

RATE = 8_000


def noise(seconds: float = 4.0, level: float = 0.2, seed: int = 1) -> Sound:
    """One channel."""
    sound = np.random.default_rng(seed).normal(0, level, round(seconds * RATE))
    return np.asarray(sound.clip(-0.9, 0.9), np.float32)


NOTHING = np.zeros(4 * RATE, np.float32)
HUM = np.asarray(0.0001 * np.sin(np.arange(4 * RATE)), np.float32)
LOUD = np.asarray(np.clip(3 * np.sin(np.arange(4 * RATE) * 0.05), -1, 1), np.float32)
CLICK = np.where(np.arange(4 * RATE) == RATE, 0.5, 0).astype(np.float32)
GATED = np.where(np.arange(4 * RATE) < 2 * RATE, noise(seed=5), 0).astype(np.float32)
HALF_TURNED = np.concatenate([noise(2), -noise(2, seed=2)])
HALF = np.concatenate([noise(2), noise(2, seed=2)])


def judged(
    tmp_path: Path, *channels: Sound, chosen: int | None = None, **known: bool
) -> tuple[MixWarning, ...]:
    with open_source(write(tmp_path / "x.wav", np.stack(channels, axis=1), RATE)) as source:
        levels = span_levels(source, Region(0, source.info.frames))
    return warnings_on(levels, chosen, **known)


ROWS = [
    # what is in it, the channel that is chosen, the trouble, the channels it is about, the ways out
    ("well", (noise(), noise(seed=2)), None, None, (), ()),
    ("well", (noise(), noise()), None, None, (), ()),
    ("mono", (noise(),), None, None, (), ()),
    ("six", tuple(noise(seed=n) for n in range(6)), None, None, (), ()),
    ("opposite", (noise(), -noise()), None, MixTrouble.CANCELS, (0, 1), (0, 1)),
    ("opposite, right louder", (noise() / 4, -noise() / 1.5), None, MixTrouble.CANCELS, (0, 1), (1, 0)),
    ("opposite in one half", (HALF, HALF_TURNED), None, MixTrouble.CANCELS, (0, 1), (0, 1)),
    ("opposite, but one is chosen", (noise(), -noise()), 1, None, (), ()),
    ("right is dead", (noise(), NOTHING), None, MixTrouble.DEAD_CHANNEL, (1,), (0,)),
    ("right only hums", (noise(), HUM), None, MixTrouble.DEAD_CHANNEL, (1,), (0,)),
    ("right is dead but for a click", (noise(), CLICK), None, MixTrouble.DEAD_CHANNEL, (1,), (0,)),
    ("right is off half of the time", (noise(), GATED), None, None, (), ()),
    ("left is dead and chosen", (NOTHING, noise()), 0, MixTrouble.CHANNEL_SILENT, (0,), (1,)),
    ("left is dead, right chosen", (NOTHING, noise()), 1, None, (), ()),
    ("four, one alive", (NOTHING, NOTHING, noise(), NOTHING), None, MixTrouble.DEAD_CHANNEL, (0, 1, 3), (2,)),
    ("nothing", (NOTHING, NOTHING), None, MixTrouble.SILENT, (), ()),
    ("nothing, one chosen", (NOTHING, HUM), 1, MixTrouble.SILENT, (), ()),
    ("nothing in mono", (HUM,), None, MixTrouble.SILENT, (), ()),
    ("too loud", (LOUD,), None, MixTrouble.CLIPPED, (0,), ()),
    ("both too loud", (LOUD, LOUD), None, MixTrouble.CLIPPED, (0, 1), ()),
    ("left too loud", (LOUD, noise()), None, MixTrouble.CLIPPED, (0,), (1,)),
    ("left too loud, right chosen", (LOUD, noise()), 1, None, (), ()),
]


@pytest.mark.parametrize(("name", "sound", "chosen", "trouble", "about", "ways_out"), ROWS)
def test_each_trouble_is_told_with_its_way_out(
    name: str,
    sound: tuple[Sound, ...],
    chosen: int | None,
    trouble: MixTrouble | None,
    about: tuple[int, ...],
    ways_out: tuple[int, ...],
    tmp_path: Path,
) -> None:
    found = judged(tmp_path, *sound, chosen=chosen)
    assert [warning.trouble for warning in found] == ([trouble] if trouble else [])
    if trouble:
        assert (found[0].channels, found[0].ways_out) == (about, ways_out)
        assert found[0].sampled_seconds is None
        assert mix_sentence(found[0], len(sound)).endswith(".")


def test_what_the_map_of_silences_knows_is_silent_though_it_hums(tmp_path: Path) -> None:
    assert judged(tmp_path, noise(level=0.002)) == ()
    (warning,) = judged(tmp_path, noise(level=0.002), known_silent=True)
    assert warning.trouble == MixTrouble.SILENT


def test_a_long_stretch_is_sampled_evenly_and_that_is_said(tmp_path: Path) -> None:
    rate = 1_000
    sound = np.zeros((rate * 1_800, 2), np.float32)
    path = write(tmp_path / "long.wav", sound, rate)
    with open_source(path) as source:
        silent = span_levels(source, Region(0, source.info.frames))
    assert silent.heard_seconds == measuring.ALL_SECONDS
    assert not silent.is_all
    # What was not listened to may be loud: it is not called silent, unless it is known to be.
    assert warnings_on(silent, None) == ()
    assert warnings_on(silent, None, known_silent=True)[0].trouble == MixTrouble.SILENT
    sound[:, 0] = np.random.default_rng(3).normal(0, 0.2, len(sound))
    with open_source(write(path, sound, rate)) as source:
        (warning,) = warnings_on(span_levels(source, Region(0, source.info.frames)), None)
    assert (warning.trouble, warning.ways_out) == (MixTrouble.DEAD_CHANNEL, (0,))
    assert warning.sampled_seconds == measuring.ALL_SECONDS
    assert mix_sentence(warning, 2).endswith(" (as far as 1:00 of it tell).")


def test_only_the_stretch_itself_counts_and_listening_can_be_stopped(tmp_path: Path) -> None:
    left = np.concatenate([noise(2), NOTHING])
    right = np.concatenate([-noise(2), noise(4)])
    with open_source(write(tmp_path / "x.wav", np.stack([left, right], axis=1), RATE)) as source:
        first = warnings_on(span_levels(source, Region(0, 2 * RATE)), None)
        second = warnings_on(span_levels(source, Region(2 * RATE, 6 * RATE)), None)
        stop = threading.Event()
        stop.set()
        with pytest.raises(Stopped):
            span_levels(source, Region(0, RATE), stop)
        past = span_levels(source, Region(6 * RATE, 6 * RATE))
    assert [warning.trouble for warning in first] == [MixTrouble.CANCELS]
    assert [warning.trouble for warning in second] == [MixTrouble.DEAD_CHANNEL]
    assert past.powers.shape == (0, 2)


@given(
    st.integers(1, 5).flatmap(
        lambda count: st.tuples(
            st.lists(
                st.tuples(st.lists(st.floats(0, 1), min_size=count, max_size=count), st.floats(0, 1)),
                max_size=8,
            ),
            st.lists(st.integers(0, 9), min_size=count, max_size=count),
            st.one_of(st.none(), st.integers(0, count - 1)),
        )
    )
)
def test_whatever_was_measured_no_way_out_is_what_is_sent_already_or_silent(
    case: tuple[list[tuple[list[float], float]], list[int], int | None],
) -> None:
    windows, runs, chosen = case
    levels = SpanLevels(
        powers=np.array([powers for powers, _ in windows]).reshape(len(windows), len(runs)),
        mixed=np.array([mixed for _, mixed in windows]),
        clipped_runs=tuple(runs),
        heard_seconds=1.0,
        seconds=1.0,
    )
    for warning in warnings_on(levels, chosen):
        assert chosen not in warning.ways_out or chosen is None
        assert all(way is not None and levels.loudest_db(way) >= -70 for way in warning.ways_out)
        assert mix_sentence(warning, len(runs))
