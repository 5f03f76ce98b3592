"""Every refusal of the server, with Gemini's code, status and sentence for it."""

from __future__ import annotations

from typing import Any

from audio_desk import limits

JsonObject = dict[str, Any]

_STATUS_OF_CODE = {
    400: "INVALID_ARGUMENT",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    409: "ALREADY_EXISTS",
    410: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class WireError(Exception):
    """A refusal that the client is told about; `headers` are those of the answer."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        status: str = "",
        details: list[JsonObject] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status or _STATUS_OF_CODE.get(code, "UNKNOWN")
        self.details = details or []
        self.headers = headers or {}

    def body(self) -> JsonObject:
        """Google's error body."""
        error: JsonObject = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}


def _error_info(reason: str, domain: str, detail: str = "") -> JsonObject:
    service = {"service": "generativelanguage.googleapis.com"}
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": domain,
        "metadata": {**service, "detail": detail} if detail else service,
    }


def key_rejected() -> WireError:
    message = "API key not valid. Please pass a valid API key."
    localized = {
        "@type": "type.googleapis.com/google.rpc.LocalizedMessage",
        "locale": "en-US",
        "message": message,
    }
    return WireError(400, message, details=[_error_info("API_KEY_INVALID", "googleapis.com"), localized])


def key_missing() -> WireError:
    return WireError(
        403,
        "Method doesn't allow unregistered callers (callers without established identity). Please use "
        "API Key or other form of API consumer identity to call this API.",
    )


def bad_field(path: str, kind: str, value: object) -> WireError:
    """A field whose value has the wrong type; `path` in Google's form: `contents[0].parts[0].text`."""
    return _violation(path, f"Invalid value at '{path}' ({kind}), {value!r:.100}")


def unknown_field(path: str, name: str) -> WireError:
    place = f" at '{path}'" if path else ""
    return _violation(
        path, f'Invalid JSON payload received. Unknown name "{name}"{place}: Cannot find field.'
    )


def bad_argument(message: str) -> WireError:
    return WireError(400, message)


def _violation(path: str, message: str) -> WireError:
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"field": path, "description": message}],
    }
    return WireError(400, message, details=[detail])


def request_too_large() -> WireError:
    return WireError(
        400,
        f"Request payload size exceeds the limit: {limits.REQUEST_BYTES} bytes. "
        "Please upload your files with the File API instead.",
    )


def model_unknown(model: str, version: str, method: str) -> WireError:
    return WireError(
        404,
        f"models/{model} is not found for API version {version}, or is not supported for {method}. "
        "Call ListModels to see the list of available models and their supported methods.",
    )


def file_unknown(file_id: str) -> WireError:
    return WireError(403, f"You do not have permission to access the File {file_id} or it may not exist.")


def file_not_active(file_id: str) -> WireError:
    return WireError(
        400,
        f"The File {file_id} is not in an ACTIVE state and usage is not allowed.",
        status="FAILED_PRECONDITION",
    )


def mime_type_rejected(mime_type: str) -> WireError:
    return bad_argument(f"Unsupported MIME type: {mime_type}")


def sound_rejected(name: str) -> WireError:
    return bad_argument(f"The sound of {name} could not be decoded: it is damaged, or no sound at all.")


def prompt_too_long(seconds: float) -> WireError:
    return bad_argument(
        f"The prompt holds {seconds / 3600:.2f} hours of audio; the limit is "
        f"{limits.PROMPT_SECONDS / 3600:.1f} hours in one prompt."
    )


def project_full() -> WireError:
    gigabytes = limits.PROJECT_BYTES // 2**30
    violation = {"subject": "file storage", "description": f"At most {gigabytes} GB of files per project."}
    detail = {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]}
    return WireError(
        429,
        f"You have exceeded the file storage quota of {gigabytes} GB. Delete files, or wait until they "
        "expire.",
        details=[detail],
    )


def engine_missing(detail: str) -> WireError:
    """`detail` is the package that is not there."""
    info = _error_info("ENGINE_MISSING", "audio-desk", detail)
    return WireError(
        500,
        f"The on-device speech recogniser is not installed (missing: {detail}). "
        "Install it with: pip install 'audio-desk[ondevice]'",
        details=[info],
    )


def model_damaged(detail: str) -> WireError:
    info = _error_info("MODEL_DAMAGED", "audio-desk", detail)
    return WireError(500, f"The on-device speech model cannot be used: {detail}.", details=[info])


def disk_failed(error: OSError) -> WireError:
    reason = error.strerror or "the disk failed"
    return WireError(500, f"The server cannot store or read files: {reason}.")


def internal() -> WireError:
    return WireError(500, "An internal error has occurred. Please retry.")


def stopping() -> WireError:
    return WireError(503, "The server is stopping.")
