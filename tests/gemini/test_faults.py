"""Every row of the API's table of errors, and what HTTP and the SDK add to it."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest
from google.genai import errors as sdk

from audio_desk import errors
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.faults import Subject, of_response, translated

KEY = "AQ.the-secret-key-of-this-test"
GOOGLE = Endpoint("gemini", "https://example.invalid", KEY)
HERE = Endpoint("on-device", "http://127.0.0.1:1", KEY)


def body(code: int, status: str, message: str, *details: dict[str, Any]) -> dict[str, Any]:
    return {"error": {"code": code, "status": status, "message": message, "details": list(details)}}


def reason(word: str) -> dict[str, Any]:
    return {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": word}


def fault(code: int, answer: object, subject: Subject = "", endpoint: Endpoint = GOOGLE) -> Exception:
    with pytest.raises(errors.AudioDeskError) as caught, translated(endpoint, subject):
        sdk.APIError.raise_error(code, answer, None)
    return caught.value


ROWS: list[tuple[int, str, str, list[dict[str, Any]], Subject, type[Exception]]] = [
    (400, "INVALID_ARGUMENT", "API key not valid.", [reason("API_KEY_INVALID")], "", errors.KeyRejected),
    (400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", [], "", errors.KeyRejected),
    (401, "UNAUTHENTICATED", "Request had invalid credentials.", [], "", errors.KeyRejected),
    (403, "PERMISSION_DENIED", "Blocked.", [reason("API_KEY_SERVICE_BLOCKED")], "", errors.KeyRejected),
    (403, "PERMISSION_DENIED", "Your API key was reported as leaked.", [], "model", errors.KeyRejected),
    (403, "PERMISSION_DENIED", "Not enabled.", [reason("SERVICE_DISABLED")], "", errors.ServiceDisabled),
    (
        403,
        "PERMISSION_DENIED",
        "You do not have permission to access the File x or it may not exist.",
        [],
        "model",
        errors.UploadGone,
    ),
    (403, "PERMISSION_DENIED", "No.", [], "file", errors.UploadGone),
    (404, "NOT_FOUND", "Requested entity was not found.", [], "file", errors.UploadGone),
    (404, "NOT_FOUND", "File files/x not found.", [], "model", errors.UploadGone),
    (404, "NOT_FOUND", "models/x is not found for API version v1beta", [], "", errors.ModelUnknown),
    (404, "NOT_FOUND", "Requested entity was not found.", [], "model", errors.ModelUnknown),
    (404, "NOT_FOUND", "Not Found", [], "", errors.AnswerUnreadable),
    (
        400,
        "FAILED_PRECONDITION",
        "The File x is not in an ACTIVE state and usage is not allowed.",
        [],
        "model",
        errors.FileNotReady,
    ),
    (400, "FAILED_PRECONDITION", "User location is not supported.", [], "model", errors.RequestRejected),
    (
        400,
        "INVALID_ARGUMENT",
        "Request payload size exceeds the limit: 20971520 bytes. Please upload your files with the File API.",
        [],
        "model",
        errors.RequestTooLarge,
    ),
    (413, "", "Request Entity Too Large", [], "model", errors.RequestTooLarge),
    (400, "INVALID_ARGUMENT", "Unsupported MIME type: text/x", [], "model", errors.FileTypeRejected),
    (400, "INVALID_ARGUMENT", "Something else.", [], "model", errors.RequestRejected),
    (429, "RESOURCE_EXHAUSTED", "You exceeded your quota.", [], "", errors.QuotaExceeded),
    (500, "INTERNAL", "An internal error has occurred.", [], "", errors.ServiceFailed),
    (502, "", "Bad Gateway", [], "", errors.ServiceDown),
    (503, "UNAVAILABLE", "The model is overloaded.", [], "", errors.ServiceDown),
    (504, "DEADLINE_EXCEEDED", "Deadline expired.", [], "", errors.ServiceTooSlow),
]


@pytest.mark.parametrize(("code", "status", "message", "details", "subject", "kind"), ROWS)
def test_each_refusal_of_the_api_has_an_error_of_its_own(
    code: int,
    status: str,
    message: str,
    details: list[dict[str, Any]],
    subject: Subject,
    kind: type[errors.GeminiError],
) -> None:
    error = fault(code, body(code, status, message, *details), subject)
    assert type(error) is kind
    assert isinstance(error, errors.GeminiError)
    assert (error.code, error.status, error.message) == (code, status, message)


@pytest.mark.parametrize(
    ("told", "seconds"), [("48s", 48.0), ("34.4s", 34.4), ("48.939935699s", 48.939935699), ("soon", None)]
)
def test_a_quota_error_tells_after_how_many_seconds_to_ask_again(told: str, seconds: float | None) -> None:
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": told}
    error = fault(429, body(429, "RESOURCE_EXHAUSTED", "Quota.", detail))
    assert isinstance(error, errors.QuotaExceeded)
    assert error.retry_after == seconds


def test_the_time_to_wait_is_read_from_the_sentence_when_only_the_sentence_has_it() -> None:
    error = fault(429, body(429, "RESOURCE_EXHAUSTED", "Quota exceeded. Please retry in 12.5s."))
    assert isinstance(error, errors.QuotaExceeded)
    assert error.retry_after == 12.5


def test_a_retry_after_header_is_understood_too() -> None:
    response = httpx2.Response(429, headers={"Retry-After": "7"}, json=body(429, "RESOURCE_EXHAUSTED", "No."))
    error = of_response(response, GOOGLE)
    assert isinstance(error, errors.QuotaExceeded)
    assert error.retry_after == 7.0


def test_an_error_in_a_list_or_as_text_within_the_message_is_read() -> None:
    inner = body(503, "UNAVAILABLE", "Overloaded.")
    for answer in ([inner], {"message": json.dumps(inner), "status": "Service Unavailable"}):
        error = fault(503, answer)
        assert isinstance(error, errors.ServiceDown)
        assert error.message == "Overloaded."


def test_a_page_of_html_becomes_a_short_line() -> None:
    response = httpx2.Response(502, text="<html>\n<body>\n" + "Bad Gateway " * 200)
    error = of_response(response, GOOGLE)
    assert isinstance(error, errors.ServiceDown)
    assert len(error.message) <= 500
    assert "\n" not in error.message


@pytest.mark.parametrize(
    "answer", [None, [], "no", {"error": "no"}, {"error": {"details": "no", "code": "x"}}]
)
def test_an_error_body_of_any_shape_is_survived(answer: object) -> None:
    assert isinstance(of_response(httpx2.Response(400, json=answer), GOOGLE), errors.RequestRejected)


@pytest.mark.parametrize(
    "problem",
    [
        httpx2.ConnectError("refused"),
        httpx2.ConnectTimeout("late"),
        httpx2.ReadTimeout(""),
        httpx2.RemoteProtocolError("peer closed connection"),
        httpx2.ProxyError("no proxy"),
        httpx2.UnsupportedProtocol("x://"),
        httpx2.InvalidURL("no host"),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_a_connection_that_fails_or_is_lost_is_unreachable(problem: Exception) -> None:
    with pytest.raises(errors.Unreachable), translated(GOOGLE):
        raise problem


@pytest.mark.parametrize(
    "problem",
    [
        sdk.UnknownApiResponseError("Failed to parse response as JSON."),
        json.JSONDecodeError("no", "x", 0),
        TypeError("no"),
        KeyError("no"),
        httpx2.DecodingError("no"),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_an_answer_that_is_not_what_the_api_promises_is_unreadable(problem: Exception) -> None:
    with pytest.raises(errors.AnswerUnreadable), translated(GOOGLE):
        raise problem


@pytest.mark.parametrize(
    "problem",
    [
        httpx2.LocalProtocolError(f"Illegal header value b'{KEY}'"),
        ValueError(f"something with {KEY} in it"),
        sdk.ClientError(400, body(400, "INVALID_ARGUMENT", f"API key {KEY} not valid.")),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_a_key_never_reaches_an_error(problem: Exception) -> None:
    with pytest.raises(errors.AudioDeskError) as caught, translated(GOOGLE):
        raise problem
    assert KEY not in f"{caught.value} {vars(caught.value)} {caught.value.__cause__}"
    assert caught.value.__suppress_context__


def test_what_only_this_computer_lacks_is_told_apart_from_a_service_that_is_down() -> None:
    answer = body(500, "INTERNAL", "No recogniser.", reason("ENGINE_MISSING"))
    assert isinstance(fault(500, answer, endpoint=HERE), errors.EngineMissing)
    answer = body(500, "INTERNAL", "Wrong checksum.", reason("MODEL_DAMAGED"))
    assert isinstance(fault(500, answer, endpoint=HERE), errors.ModelDamaged)
    assert isinstance(fault(500, answer), errors.ServiceDown)
