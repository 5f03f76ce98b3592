"""Asks whether the server that a run file names is alive and knows the run file's token."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

from audio_desk.local_gemini.life.run_file import ServerAddress


def answers(address: ServerAddress, timeout: float = 2.0) -> bool:
    """True when the process in the run file answers with its token; blocks at most `timeout` seconds."""
    try:
        place = urlsplit(address.base_url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=timeout)
    except ValueError:
        return False
    try:
        connection.request("GET", "/local/ping", headers={"x-goog-api-key": address.token})
        response = connection.getresponse()
        said = json.loads(response.read(4096)) if response.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    # Another program may listen on the port by now, or another server that knows another token.
    return isinstance(said, dict) and said.get("pid") == address.pid
