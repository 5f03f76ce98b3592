"""Text as a terminal may be given it: of control characters only line feeds and tabs, of others pictures."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    # No pictures of these; ESC [ is one of them, too.
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    # From here on everything runs the other way, what we say behind it too; no writing needs these.
    **dict.fromkeys((0x202D, 0x202E), 0xFFFD),
}
_UNESCAPED: Final = re.compile(r"[\x7f-\x9f]")


def visible(text: str) -> str:
    """A file's name, or an answer, cannot move the cursor, change colours or the window's title."""
    return text.translate(_CONTROL)


def escaped(json_text: str) -> str:
    """JSON leaves some control characters as they are."""
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)
