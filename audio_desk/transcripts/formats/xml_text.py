"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RETURN: Final = re.compile(r"\r\n?")


def xml_text(text: str) -> str:
    """A mark for what XML cannot hold, and a line feed for every other break, which it would become."""
    return _ILLEGAL.sub("\ufffd", _RETURN.sub("\n", text))
