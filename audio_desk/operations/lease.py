"""Keeps the local server alive as long as this program uses it: one response that stays open."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from typing import Final
from urllib.parse import urlsplit

from audio_desk.errors import LocalServerNotStarted
from audio_desk.local_gemini.life.run_file import ServerAddress

START_SECONDS: Final = 5.0
"""For the first word of the response, on this computer."""

SILENCE_SECONDS: Final = 60.0
"""The server says a byte every five; one that says nothing for so long hangs."""

KEY_HEADER: Final = "x-goog-api-key"


class Lease:
    """A thread waits on the open response, so that it outlasts any event loop's pauses."""

    def __init__(self, address: ServerAddress) -> None:
        """Blocks until the server has taken the lease. Raises LocalServerNotStarted."""
        self.address = address
        self._lost = threading.Event()
        self._connection = _connection(address)
        try:
            self._connection.request("GET", "/local/lease", headers={KEY_HEADER: address.token})
            # Kept apart, because the connection gives its socket away with a response that has no length.
            self._socket: socket.socket = self._connection.sock
            self._response = self._connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise LocalServerNotStarted(str(error)) from error
        if self._response.status != http.client.OK:
            self._response.close()
            self._connection.close()
            raise LocalServerNotStarted(f"status {self._response.status}")
        self._socket.settimeout(SILENCE_SECONDS)
        self._thread = threading.Thread(target=self._hold, name="local-server-lease", daemon=True)
        self._thread.start()

    @property
    def is_lost(self) -> bool:
        """The server ended, or was ended."""
        return self._lost.is_set()

    def close(self) -> None:
        """Let the server go; returns within a second."""
        with contextlib.suppress(OSError):  # it may have ended already
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(1.0)

    def _hold(self) -> None:
        try:
            while self._response.read1(64):
                pass
        except (OSError, ValueError, http.client.HTTPException):
            pass
        finally:
            self._lost.set()
            self._response.close()
            self._connection.close()


def _connection(address: ServerAddress) -> http.client.HTTPConnection:
    parts = urlsplit(address.base_url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=START_SECONDS)
