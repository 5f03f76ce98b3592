"""A gigabyte goes about as fast as the SDK sends it, in less memory, and survives what ends the SDK's."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio_desk.limits import UPLOAD_CHUNK_BYTES
from tests.benchmarks.upload_speed import compare, with_a_cut


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_gigabyte_is_sent_as_fast_as_by_the_sdk_in_less_memory(tmp_path: Path) -> None:
    result = compare(tmp_path)
    print(result, f"{result.ratio:.2f}")
    assert result.ratio <= 1.1
    assert result.ours_peak < result.sdk_peak


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_one_cut_costs_us_a_chunk_at_most_and_the_sdk_everything(tmp_path: Path) -> None:
    found = with_a_cut(tmp_path)
    print(found)
    assert "error" in found["sdk"]
    assert "error" not in found["ours"]
    assert found["ours"]["sent_again"] <= UPLOAD_CHUNK_BYTES


def test_the_comparison_works_with_a_small_file(tmp_path: Path) -> None:
    result = compare(tmp_path, 20 * 2**20, rounds=1)
    assert result.ours_seconds > 0
    assert result.sdk_seconds > 0
