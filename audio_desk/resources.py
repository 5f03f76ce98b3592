"""Finds the files shipped with the program: installed inside the package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """The path of a shipped file. Raises FileNotFoundError."""
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def sample_recording() -> Path:
    """The sample interview: two voices, a siren and birds."""
    return resource("sample", "interview.ogg")
