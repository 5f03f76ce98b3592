"""Gives imports back to Python: PySide reads the source of every module that anybody imports after it.

It looks for the word PySide6 there, for the sake of its `__feature__` switch, which is not used here. That
made importing the Gemini SDK a fifth slower, and now and then impossible: to find the source it asks
pydantic's half-imported modules for attributes, which import others.
"""

from __future__ import annotations

import builtins
from typing import Final

_HOOK: Final = "__feature_import__"
_BEFORE_IT: Final = "__orig_import__"


def import_plainly() -> None:
    """Once PySide is there; nothing where it put no such hook in. The source: shibokensupport/feature.py."""
    before = getattr(builtins, _BEFORE_IT, None)
    if before is not None and getattr(builtins.__import__, "__name__", "") == _HOOK:
        builtins.__import__ = before
