"""The rows about uploads: ours beside the SDK's own files.upload."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from audio_desk.limits import UPLOAD_CHUNK_BYTES
from tests.benchmarks.rows import Row
from tests.benchmarks.upload_speed import compare, with_a_cut


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as place:
        result, cut = compare(Path(place)), with_a_cut(Path(place))
    times = f"{result.ours_seconds:.2f} s beside {result.sdk_seconds:.2f} s"
    yield Row("1 GB over loopback, beside the SDK", result.ratio, 1.1, "x", times)
    sdk_peak = result.sdk_peak / 2**20
    yield Row("its peak memory", result.ours_peak / 2**20, sdk_peak, "MiB", "the goal is the SDK's own")
    again = cut["ours"].get("sent_again", 0) / 2**20
    note = f"the SDK's: {cut['sdk'].get('error', 'arrived')}"
    yield Row("sent again after a cut at 95 %", again, UPLOAD_CHUNK_BYTES / 2**20, "MiB", note)
