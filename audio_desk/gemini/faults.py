"""The one place where failures of the SDK, of HTTP and of the API become errors.py.

The table is that of the API: the status, the reason in the details, and where several share a status, the
sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Literal

import httpx2
from google.genai import errors as sdk

from audio_desk import errors
from audio_desk.gemini.endpoint import Endpoint

Fault = errors.GeminiError | errors.LocalGeminiError
"""The second kind comes from the server on this computer alone."""

Subject = Literal["", "model", "file"]
"""What a call names, for a 404 that does not say it."""

MESSAGE_CHARACTERS: Final = 500
"""A proxy's page of HTML is not a sentence; the API's own are shorter than this."""

_DELAY = re.compile(r"(\d+(?:\.\d+)?)s")
_FILE = re.compile(r"\bfiles?\b", re.IGNORECASE)
_KEY = re.compile(r"api[ _-]?key", re.IGNORECASE)
_OF_THIS_COMPUTER: Final = {"ENGINE_MISSING": errors.EngineMissing, "MODEL_DAMAGED": errors.ModelDamaged}
"""Reasons that only the local server gives."""
_UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What the SDK lets out when an answer has not the shape that it expects; pydantic's and JSON's are
ValueErrors."""


@contextmanager
def translated(endpoint: Endpoint, subject: Subject = "") -> Iterator[None]:
    """Whatever fails within comes out as a Fault.

    The original is dropped from the chain: an HTTP library quotes a header, and so a key, in its message.
    """
    try:
        yield
    except errors.AudioDeskError:
        raise
    except sdk.ContinuationInterruptedError as error:
        raise _of(error.__cause__ or error, endpoint, subject) from None
    except (sdk.APIError, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, *_UNREADABLE) as error:
        raise _of(error, endpoint, subject) from None


def of_response(response: httpx2.Response, endpoint: Endpoint, subject: Subject = "") -> Fault:
    """The error of a response that was read and is not a success."""
    try:
        body = response.json()
    except ValueError:
        body = {"error": {"message": response.text}}
    return _of_answer(response.status_code, body, response.headers, endpoint, subject)


def _of(error: BaseException, endpoint: Endpoint, subject: Subject) -> Fault:
    if isinstance(error, sdk.APIError):
        headers = getattr(error.response, "headers", None) or {}
        return _of_answer(error.code, error.details, headers, endpoint, subject)
    if isinstance(error, (httpx2.TransportError, httpx2.InvalidURL, httpx2.StreamError)):
        return errors.Unreachable(_said(str(error) or type(error).__name__, endpoint))
    return errors.AnswerUnreadable(_said(f"{type(error).__name__}: {error}", endpoint))


def _of_answer(
    code: object, body: object, headers: Mapping[str, str], endpoint: Endpoint, subject: Subject
) -> Fault:
    """`body` is the parsed JSON; a list around it, as a stream's error may come, is looked into."""
    if isinstance(body, list) and body:
        body = body[0]
    outer = body if isinstance(body, dict) else {}
    inner = outer.get("error")
    told: dict[str, Any] = inner if isinstance(inner, dict) else outer
    number = code if isinstance(code, int) else told.get("code")
    number = number if isinstance(number, int) else 500
    status, message = str(told.get("status") or ""), str(told.get("message") or "")
    if message.lstrip().startswith("{"):
        # Errors before a stream are sometimes a JSON text within the message.
        return _of_answer(number, _nested(message), headers, endpoint, subject)
    details = [detail for detail in told.get("details") or () if isinstance(detail, dict)]
    sentence = _said(message, endpoint)
    if number == 429 or status == "RESOURCE_EXHAUSTED":
        wait = _retry_after(details, message, headers)
        return errors.QuotaExceeded(sentence, retry_after=wait, code=number, status=status)
    reasons = {str(detail.get("reason")) for detail in details}
    if endpoint.is_local and (kind_here := reasons & _OF_THIS_COMPUTER.keys()):
        return _OF_THIS_COMPUTER[kind_here.pop()](_detail(details) or sentence)
    kind = _kind(number, status, message, reasons, subject)
    return kind(sentence, code=number, status=status)


def _detail(details: list[dict[str, Any]]) -> str:
    """What exactly is missing or damaged: the local server says it apart from its sentence."""
    told = [detail.get("metadata") for detail in details]
    return next((str(data["detail"]) for data in told if isinstance(data, dict) and "detail" in data), "")


def _kind(
    code: int, status: str, message: str, reasons: set[str], subject: Subject
) -> type[errors.GeminiError]:
    if any(reason.startswith("API_KEY_") for reason in reasons) or code == 401:
        return errors.KeyRejected
    if "SERVICE_DISABLED" in reasons:
        return errors.ServiceDisabled
    if code == 403:
        return errors.UploadGone if subject == "file" or _FILE.search(message) else errors.KeyRejected
    if code == 404:
        return _not_found(message, subject)
    if code in (408, 504):
        return errors.ServiceTooSlow
    if code >= 500:
        return errors.ServiceFailed if code == 500 else errors.ServiceDown
    return _rejection(code, status, message)


def _not_found(message: str, subject: Subject) -> type[errors.GeminiError]:
    if subject == "file" or _FILE.search(message):
        return errors.UploadGone
    if subject == "model" or "models/" in message:
        return errors.ModelUnknown
    return errors.AnswerUnreadable  # no such service at this address


def _rejection(code: int, status: str, message: str) -> type[errors.GeminiError]:
    """Of a 400: what shares the status differs in its sentence only."""
    lower = message.lower()
    if code == 413 or "payload size" in lower:
        return errors.RequestTooLarge
    if "mime type" in lower or "mimetype" in lower or "could not be decoded" in lower:
        return errors.FileTypeRejected
    # A place where the API is not offered is FAILED_PRECONDITION too.
    if status == "FAILED_PRECONDITION" and ("active state" in lower or _FILE.search(message)):
        return errors.FileNotReady
    if _KEY.search(message) and ("not valid" in lower or "expired" in lower or "invalid" in lower):
        return errors.KeyRejected
    return errors.RequestRejected


def _retry_after(details: list[dict[str, Any]], message: str, headers: Mapping[str, str]) -> float | None:
    """Seconds: from RetryInfo, else from the header, else from the sentence ("Please retry in 34.4s.")."""
    for detail in details:
        match = _DELAY.fullmatch(str(detail.get("retryDelay", "")).strip())
        if match:
            return float(match[1])
    header = headers.get("retry-after", "").strip()
    if header.isdecimal():
        return float(header)
    match = re.search(r"retry in " + _DELAY.pattern, message)
    return float(match[1]) if match else None


def _nested(message: str) -> object:
    try:
        return json.loads(message)
    except ValueError:
        return {"error": {"message": message.replace("{", "(")}}


def _said(message: str, endpoint: Endpoint) -> str:
    """On one line, not longer than a sentence or two, and never with the key in it."""
    if endpoint.api_key:
        message = message.replace(endpoint.api_key, "…")
    return " ".join(message.split())[:MESSAGE_CHARACTERS]
