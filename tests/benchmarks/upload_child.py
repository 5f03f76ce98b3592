"""One upload in a process of its own, ours or the SDK's: prints its seconds, its peak memory, what it sent.

`python -m tests.benchmarks.upload_child ours|sdk BASE_URL KEY PATH`
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from google import genai
from google.genai import types

from audio_desk.gemini.client import GeminiClient
from audio_desk.gemini.endpoint import Endpoint


async def ours(base_url: str, key: str, path: Path) -> dict[str, object]:
    told = [0]
    client = GeminiClient(Endpoint("on-device", base_url, key))
    begun = time.perf_counter()
    file = await client.upload(
        path, display_name="big.wav", mime_type="audio/wav", on_progress=lambda sent, _: told.append(sent)
    )
    seconds = time.perf_counter() - begun
    await client.aclose()
    again = sum(max(0, before - now) for before, now in pairwise(told))
    return {"seconds": seconds, "sha256": file.sha256, "sent_again": again, "progress": len(told)}


def sdk(base_url: str, key: str, path: Path) -> dict[str, object]:
    options = types.HttpOptions(base_url=base_url, api_version="v1beta")
    client = genai.Client(api_key=key, vertexai=False, http_options=options)
    begun = time.perf_counter()
    file = client.files.upload(file=path, config={"mime_type": "audio/wav", "display_name": "big.wav"})
    return {"seconds": time.perf_counter() - begun, "name": file.name}


def peak_bytes() -> int:
    """The most memory that this process held; on Linux without what its parent held when it was begun."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    way, base_url, key, path = sys.argv[1:]
    try:
        found = (
            asyncio.run(ours(base_url, key, Path(path))) if way == "ours" else sdk(base_url, key, Path(path))
        )
    except Exception as error:  # noqa: BLE001  how it fails is what is measured
        found = {"error": type(error).__name__}
    found["peak_bytes"] = peak_bytes()
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
