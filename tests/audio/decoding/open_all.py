"""Opens and reads every file of a folder, and says on standard output how each went. A process of its own."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from audio_desk.audio.source import open_source
from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError


def opened(path: Path) -> dict[str, Any]:
    """What it is, how long, and how long opening it took; or the sentence of its refusal."""
    begin = time.monotonic()
    try:
        source = open_source(path)
    except AudioDeskError as error:
        return {"took": time.monotonic() - begin, "refused": words_for(error).sentence}
    took = time.monotonic() - begin
    with source:
        info = source.info
        sound = source.read(0, info.frames + 1)
    return {
        "took": took,
        "seconds": info.duration,
        "frames": info.frames,
        "read": len(sound),
        "channels": sound.shape[1],
        "finite": bool(np.isfinite(sound).all()),
        "loudest": float(np.abs(sound).max(initial=0.0)),
        "damage": list(info.broken_at),
    }


def main(folder: Path) -> None:
    warm_up = folder.parent / "warm-up.wav"
    found: dict[str, Any] = {"": opened(warm_up)}
    for path in sorted(folder.iterdir()):
        found[path.name] = opened(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"files": found, "peak_bytes": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
