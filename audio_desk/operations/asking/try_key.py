"""Tries a key at Gemini: whether it is accepted, and how many models it may ask."""

from __future__ import annotations

from contextlib import aclosing

from audio_desk.errors import KeyMissing
from audio_desk.gemini.connect import connect
from audio_desk.gemini.keys import find_key, google_endpoint
from audio_desk.operations.desk import Desk


async def try_key(desk: Desk, key: str) -> int:
    """The number of models; an empty `key` means the one in use. Nothing is sent but the key.

    Raises KeyMissing and GeminiError.
    """
    if not key:
        found = await desk.run(find_key)
        if found is None:
            raise KeyMissing
        key = found.value
    async with aclosing(await connect(google_endpoint(key))) as client:
        return sum(1 for model in await client.models() if "generateContent" in model.actions)
