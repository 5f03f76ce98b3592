"""Keeps a server that another program started: holds a lease on it for as long as we live."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Generator
from urllib.parse import urlsplit

from audio_desk.local_gemini.life.routes import BEAT_SECONDS

_SILENCE_SECONDS = 12 * BEAT_SECONDS
"""A lease that says nothing for so long is lost: its server hangs."""


class LeaseLost(Exception):
    """The server went, or would not give a lease."""


@contextlib.contextmanager
def lease_on(base_url: str, api_key: str) -> Generator[http.client.HTTPResponse, None, None]:
    """Hold a lease. Raises LeaseLost when there is none to be had."""
    place = urlsplit(base_url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_SILENCE_SECONDS)
    try:
        connection.request("GET", "/local/lease", headers={"x-goog-api-key": api_key})
        response = connection.getresponse()
        if response.status != http.client.OK or not response.read(1):
            raise LeaseLost
        yield response
    except (OSError, http.client.HTTPException) as error:
        raise LeaseLost from error
    finally:
        connection.close()


def wait_for_the_end(lease: http.client.HTTPResponse) -> None:
    """Return when the server has ended its side, or was killed."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        while lease.read(1):
            pass
