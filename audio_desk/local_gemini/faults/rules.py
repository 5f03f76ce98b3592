"""FaultRule: one fault that a test scripts into the server, read from JSON.

A rule says which requests it is for, how often, and what happens:

    {"method": "POST", "path": "streamGenerateContent", "command": "finalize",   all optional, all must fit
     "skip": 1,          so many fitting requests pass first (default 0)
     "times": 2,         then it plays so often (default 1; 0: for ever)
     "action": "status", "status": 429, "body": {...}, "headers": {...}}

`path` and `command` (the X-Goog-Upload-Command header) fit where they are contained. The actions:

    status       read the body, answer with this `status`, `body` (JSON, or a text as it is) and `headers`
    delay        wait `seconds`, then go on with the next rule that fits, or without a fault
    slow         read the request's body no faster than `bytes_per_second`
    cut          close the connection after `after_bytes` of the answer's body (default 0: before its head)
    cut-request  reset the connection after `after_bytes` of the request's body reached the server
    drop-answer  let the server do its work, and reset the connection instead of answering
    events       answer 200 with these `events` (JSON values) as a stream of them, `interval` seconds apart
    raw          the same with `lines`, texts that are sent as they are
                 both: then `end`: "close" (default: the stream ends well), "cut" (the connection is closed in
                 mid-stream) or "hang" (nothing more, until the client goes)
    processing   no request: from now on a check of an upload's sound takes at least `seconds`
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from starlette.requests import Request

from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire.fields import Fields

Action = Literal[
    "status", "delay", "slow", "cut", "cut-request", "drop-answer", "events", "raw", "processing"
]
End = Literal["close", "cut", "hang"]

_ACTIONS: Final[tuple[Action, ...]] = (
    "status",
    "delay",
    "slow",
    "cut",
    "cut-request",
    "drop-answer",
    "events",
    "raw",
    "processing",
)
_ENDS: Final[tuple[End, ...]] = ("close", "cut", "hang")
_MATCHING: Final = ("method", "path", "command", "skip", "times", "action")
_PLAYING: Final = (
    "status",
    "body",
    "headers",
    "seconds",
    "bytes_per_second",
    "after_bytes",
    "events",
    "lines",
    "interval",
    "end",
)
_FIELDS: Final = frozenset({*_MATCHING, *_PLAYING})


@dataclass(slots=True)
class FaultRule:
    """See above. It counts down as it plays."""

    action: Action
    method: str = ""
    path: str = ""
    command: str = ""
    skip: int = 0
    times: int | None = 1
    """None: for ever."""
    status: int = 500
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    bytes_per_second: float = 1e6
    after_bytes: int = 0
    lines: tuple[str, ...] = ()
    interval: float = 0.0
    end: End = "close"

    def takes(self, request: Request) -> bool:
        """Whether it plays for this request; counts it if so."""
        if not self._fits(request) or self.times == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def _fits(self, request: Request) -> bool:
        return (
            self.method in ("", request.method)
            and self.path in request.url.path
            and self.command in request.headers.get("x-goog-upload-command", "")
        )


def read_rules(value: object) -> list[FaultRule]:
    """Raises WireError."""
    if not isinstance(value, list):
        raise wire_errors.bad_argument("The faults must be a list of rules.")
    return [_read_rule(Fields(item, f"[{index}]", _FIELDS)) for index, item in enumerate(value)]


def _read_rule(fields: Fields) -> FaultRule:
    times = fields.integer("times")
    events = [f"data: {json.dumps(event)}\r\n\r\n" for event in fields.items("events")]
    return FaultRule(
        action=_choice(fields, "action", _ACTIONS, "status"),
        method=fields.text("method").upper(),
        path=fields.text("path"),
        command=fields.text("command"),
        skip=fields.integer("skip") or 0,
        times=1 if times is None else times or None,
        status=fields.integer("status") or 500,
        body=_body(fields.raw("body")),
        headers={str(name): str(text) for name, text in (fields.mapping("headers") or {}).items()},
        seconds=fields.number("seconds") or 0.0,
        bytes_per_second=fields.number("bytes_per_second") or 1e6,
        after_bytes=fields.integer("after_bytes") or 0,
        lines=(*events, *map(str, fields.items("lines"))),
        interval=fields.number("interval") or 0.0,
        end=_choice(fields, "end", _ENDS, "close"),
    )


def _choice(fields: Fields, name: str, choices: tuple[Any, ...], default: str) -> Any:
    value = fields.text(name, default)
    if value not in choices:
        raise wire_errors.bad_field(fields.place(name), "TYPE_ENUM", value)
    return value


def _body(value: object) -> bytes:
    return value.encode() if isinstance(value, str) else json.dumps({} if value is None else value).encode()
