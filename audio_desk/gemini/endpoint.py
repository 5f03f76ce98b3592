"""Where requests go: Google, or the server on this computer; both are the same kind of value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

API_VERSION: Final = "v1beta"
"""The one place that pins it: the SDK's own default is v1, every document and recording is v1beta."""

GOOGLE_BASE_URL: Final = "https://generativelanguage.googleapis.com"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`base_url` holds no version. The key is kept out of repr, and so out of logs and error texts."""

    account: Literal["on-device", "gemini"]
    base_url: str
    api_key: str = field(repr=False)
    api_version: str = API_VERSION

    @property
    def is_local(self) -> bool:
        return self.account == "on-device"
