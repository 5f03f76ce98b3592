"""Everything that can go wrong with a question, as one table: the window and the command line go through it.

The rows are those of the API's own table of errors, and the ways in which a stream ends badly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

QUESTION = "streamGenerateContent"
_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
_RETRY = "type.googleapis.com/google.rpc.RetryInfo"
GONE = "You do not have permission to access the File abc123 or it may not exist."
NOT_ACTIVE = "The File abc123 is not in an ACTIVE state and usage is not allowed."
TOO_LARGE = "Request payload size exceeds the limit: 20971520 bytes. Use the File API."
NO_MODEL = "models/gemini-x is not found for API version v1beta, or is not supported for generateContent."

FIRST = "[00:00] Did that ever happen?"
SECOND = "[00:03] Only on"


@dataclass(frozen=True, slots=True)
class Row:
    """What the server does, and what a person is told."""

    name: str
    rule: dict[str, Any]
    sentence: str
    """All of it, with the server's own words in it where it repeats them."""
    button: str = ""
    """What the banner offers beside the sentence; empty where the sentence alone has to help."""
    offers: tuple[str, ...] = ()
    """What is offered after an answer that is not whole."""
    command: str = ""
    """What the command line's sentence names: the begin of the command's options."""
    kept: tuple[str, ...] = ()
    """The lines that came before it went wrong."""
    word: str = ""
    mode: str = "region"
    region: tuple[int, int] = (34, 52)
    extra: dict[str, Any] = field(default_factory=dict)


def refusal(
    code: int, status: str, message: str, *details: dict[str, Any], text: str | None = None
) -> dict[str, Any]:
    error = {"code": code, "message": message, "status": status, "details": list(details)}
    body: Any = {"error": error} if text is None else text
    return {"path": QUESTION, "action": "status", "status": code, "times": 0, "body": body}


def quota(delay: str | None, **more: Any) -> dict[str, Any]:
    details = [{"@type": _RETRY, "retryDelay": delay}] if delay is not None else []
    return {**refusal(429, "RESOURCE_EXHAUSTED", "Slow down.", *details), **more}


def event(*words: str, finish: str = "") -> dict[str, Any]:
    candidate: dict[str, Any] = {"content": {"parts": [{"text": "\n".join(words)}], "role": "model"}}
    return {"candidates": [{**candidate, **({"finishReason": finish} if finish else {})}]}


def stream(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"path": QUESTION, "action": "events", "events": list(events), **more}


def raw(*lines: str, **more: Any) -> dict[str, Any]:
    return {"path": QUESTION, "action": "raw", "lines": list(lines), "times": 0, **more}


def ending(finish: str) -> dict[str, Any]:
    """A candidate that ends without content."""
    return {"candidates": [{"finishReason": finish}]}


REFUSED = (
    Row(
        "wrong key",
        refusal(400, "INVALID_ARGUMENT", "API key not valid.", {"@type": _INFO, "reason": "API_KEY_INVALID"}),
        "Gemini does not accept the key (API key not valid): check it or enter another; nothing that you"
        " have is lost.",
        "Enter a key...",
    ),
    Row(
        "API not enabled",
        refusal(403, "PERMISSION_DENIED", "Not used.", {"@type": _INFO, "reason": "SERVICE_DISABLED"}),
        "The Gemini API is not enabled for the key's project: enable it there, or enter another key.",
        "Enter a key...",
    ),
    Row(
        "gone file, as 403",
        refusal(403, "PERMISSION_DENIED", GONE),
        "That upload is not on the server any more, or is another account's: uploads end after 48 hours.",
        "Try again",
        mode="whole",
    ),
    Row(
        "gone file, as 404",
        refusal(404, "NOT_FOUND", "File abc123 not found."),
        "That upload is not on the server any more, or is another account's: uploads end after 48 hours.",
        "Try again",
        mode="whole",
    ),
    Row(
        "file that is not active",
        refusal(400, "FAILED_PRECONDITION", NOT_ACTIVE),
        f"The server has the upload but cannot use it yet ({NOT_ACTIVE.rstrip('.')}): try again in a moment.",
        "Try again",
    ),
    Row(
        "limit that lasts too long",
        quota("61s"),
        "The account's limit is reached for now: try again in 61 s.",
        "Try again",
    ),
    Row(
        "limit without a time",
        quota(None),
        "The account's limit is reached for now: wait a moment, then try again.",
        "Try again",
    ),
    Row(
        "request over 20 MB",
        refusal(400, "INVALID_ARGUMENT", TOO_LARGE),
        "The request is larger than the server takes: choose a shorter region, or send the whole recording.",
    ),
    Row(
        "unsupported type",
        refusal(400, "INVALID_ARGUMENT", "Unsupported MIME type: audio/x"),
        "The server cannot use what was sent as sound (Unsupported MIME type: audio/x): check that the"
        " recording plays, or open another.",
        "Open another...",
    ),
    Row(
        "model gone",
        refusal(404, "NOT_FOUND", NO_MODEL),
        f"The server does not have this model ({NO_MODEL.rstrip('.')}): choose another one.",
        "Choose a model...",
    ),
    Row(
        "refused request",
        refusal(400, "INVALID_ARGUMENT", "Budget and level."),
        "The server refused the request (Budget and level): ask in other words, or choose another model;"
        " nothing that you have is lost.",
        "Choose a model...",
    ),
    Row(
        "overload",
        refusal(503, "UNAVAILABLE", "The model is overloaded."),
        "The service is overloaded or down (The model is overloaded): try again in a moment; nothing that you"
        " have is lost.",
        "Try again",
    ),
    Row(
        "deadline",
        refusal(504, "DEADLINE_EXCEEDED", "Deadline expired."),
        "The service did not finish in time (Deadline expired): try again, or ask about a shorter region.",
        "Try again",
    ),
    Row(
        "internal error",
        refusal(500, "INTERNAL", "An internal error has occurred."),
        "Something broke at the service (An internal error has occurred): try again, or choose another model;"
        " what you have is kept.",
        "Try again",
    ),
    Row(
        "connection lost before the answer",
        {"path": QUESTION, "action": "cut", "times": 0},
        "There is no connection to the server (Server disconnected without sending a response): check the"
        " network and try again; what came is kept.",
        "Try again",
    ),
    Row(
        "page of somebody between",
        raw("data: <html>Log in</html>", headers={"content-type": "text/html"}),
        "The server's answer could not be understood",
        "Try again",
    ),
)
"""No answer began."""

_KEPT = ("Did that ever happen?", "Only on")
_ALL_OFFERS = ("retry", "rest", "split")
_WITHOUT_TEXT = ("retry", "split")
_REST = "--from 0:37 --to 0:52"
_HALF = "--from 0:34 --to 0:43"


def _some_came(name: str, rule: dict[str, Any], sentence: str, word: str = "Incomplete") -> Row:
    """Two lines, of which the second is not whole."""
    return Row(name, rule, sentence, offers=_ALL_OFFERS, command=_REST, kept=_KEPT, word=word)


def _too_little(name: str, rule: dict[str, Any], sentence: str, kept: tuple[str, ...] = ()) -> Row:
    """Nothing that could be gone on from."""
    return Row(name, rule, sentence, offers=_WITHOUT_TEXT, command=_HALF, kept=kept, word="Incomplete")


BROKEN = (
    _some_came(
        "connection cut in mid-stream",
        stream(event(FIRST, SECOND), end="cut"),
        "The connection was lost before the answer's end: what came is kept; ask again for all.",
        word="Interrupted",
    ),
    _some_came(
        "line that is no JSON",
        raw(
            'data: {"candidates":[{"content":{"parts":[{"text":"[00:00] Did that ever happen?\\n[00:03]'
            ' Only on"}]}}]}\r\n\r\n',
            "data: {]\r\n\r\n",
        ),
        "The connection was lost before the answer's end: what came is kept; ask again for all.",
        word="Interrupted",
    ),
    _some_came(
        "error in mid-stream",
        stream(
            event(FIRST, SECOND),
            {"error": {"code": 503, "status": "UNAVAILABLE", "message": "The model is overloaded."}},
        ),
        "The connection was lost before the answer's end: what came is kept; ask again for all.",
        word="Interrupted",
    ),
    _too_little(
        "stop without a word",
        stream(ending("STOP")),
        "The model ended without a word: ask again, or about a shorter region.",
    ),
    _some_came(
        "longest length, with text",
        stream(event(FIRST, SECOND, finish="MAX_TOKENS")),
        "The answer reached the model's longest length: what came is kept; ask about a shorter region.",
    ),
    _too_little(
        "longest length, without text",
        stream(ending("MAX_TOKENS")),
        "The answer reached the model's longest length: what came is kept; ask about a shorter region.",
    ),
    Row(
        "blocked prompt",
        stream({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}),
        "The model refused this request (PROHIBITED_CONTENT) and wrote nothing: ask in other words, or about"
        " another region.",
        offers=_WITHOUT_TEXT,
        word="Incomplete",
    ),
    _some_came(
        "safety",
        stream(event(FIRST, SECOND), ending("SAFETY")),
        "The model's safety filter ended the answer (SAFETY): what came is kept; ask about another region.",
    ),
    _some_came(
        "recitation",
        stream(event(FIRST, SECOND), ending("RECITATION")),
        "The model stopped because the words are too like a published text (RECITATION): what came is kept;"
        " ask about a shorter region.",
    ),
    _some_came(
        "finish that nobody knows",
        stream(event(FIRST, SECOND, finish="SOMETHING_NEW")),
        "The model ended the answer early (SOMETHING_NEW): what came is kept; ask again for all.",
    ),
    _too_little(
        "text that goes round",
        stream(event(*[f"[00:{second:02d}] I do not know." for second in range(8)], finish="STOP")),
        "The model wrote the same words again and again: what came is kept; ask again, or in two parts.",
        kept=("I do not know.",) * 8,
    ),
    Row(
        "transcript that ends early",
        stream(event("[00:00] There is a siren outside.", finish="STOP")),
        "The transcript ends while the recording goes on: what came is kept; ask for the rest.",
        offers=("retry", "split"),
        command="--from 0:52 --to 1:26",
        kept=("There is a siren outside.",),
        word="Incomplete",
        region=(52, 120),
    ),
)
"""An answer began, and it is not whole."""
