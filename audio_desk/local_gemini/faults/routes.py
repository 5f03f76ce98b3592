"""What tests may do to a server that allows it: script faults, move the clock, look at what was asked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from audio_desk.local_gemini.faults.clock import Clock
from audio_desk.local_gemini.faults.layer import FaultLayer
from audio_desk.local_gemini.faults.rules import read_rules
from audio_desk.local_gemini.faults.seen import SeenRequests
from audio_desk.local_gemini.uploads.file_check import FileChecks
from audio_desk.local_gemini.uploads.file_store import FileStore
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire import requests as wire
from audio_desk.local_gemini.wire.fields import Fields
from audio_desk.local_gemini.wire.replies import json_response
from audio_desk.local_gemini.wire.request_body import read_body

_BODY_BYTES = 16 * 2**20


class ScriptCalls:
    """`/local/faults`, `/local/clock`, `/local/seen`"""

    def __init__(
        self, faults: FaultLayer, seen: SeenRequests, clock: Clock, files: FileStore, checks: FileChecks
    ) -> None:
        self._faults = faults
        self._seen = seen
        self._clock = clock
        self._files = files
        self._checks = checks

    async def script(self, request: Request) -> Response:
        """Replaces all rules."""
        rules = read_rules(wire.read_json(await read_body(request, _BODY_BYTES)))
        self._checks.hold_seconds = max(
            (rule.seconds for rule in rules if rule.action == "processing"), default=0.0
        )
        self._faults.replace([rule for rule in rules if rule.action != "processing"])
        return json_response({})

    async def clear(self, request: Request) -> Response:
        self._checks.hold_seconds = 0.0
        self._faults.replace([])
        return json_response({})

    async def move_clock(self, request: Request) -> Response:
        fields = Fields(wire.read_json(await read_body(request, _BODY_BYTES)), "", ("offset_seconds",))
        offset = fields.number("offset_seconds")
        if offset is None:
            raise wire_errors.bad_argument("offset_seconds is not specified.")
        self._clock.move_to_offset(offset)
        self._files.sweep()
        return json_response({})

    async def seen(self, request: Request) -> Response:
        return json_response({"requests": self._seen.as_json()})

    async def forget_seen(self, request: Request) -> Response:
        self._seen.forget()
        return json_response({})
