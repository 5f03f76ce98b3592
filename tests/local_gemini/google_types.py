"""Google's own protobuf types as a judge of answers, and the fields that are always there."""

from __future__ import annotations

import warnings
from typing import Any

from google.protobuf import json_format

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from google.ai import generativelanguage as google

__all__ = ["accept", "accept_file", "google"]

FILE_FIELDS = {
    "name",
    "mimeType",
    "sizeBytes",
    "createTime",
    "updateTime",
    "expirationTime",
    "sha256Hash",
    "uri",
    "state",
    "source",
}


def accept(body: Any, kind: Any) -> Any:
    """Parse with Google's types; a field they do not know fails."""
    message = kind()
    json_format.ParseDict(body, kind.pb(message), ignore_unknown_fields=False)
    return message


def accept_file(body: Any) -> Any:
    assert set(body) >= FILE_FIELDS
    return accept(body, google.File)
