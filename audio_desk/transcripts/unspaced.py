"""Writings without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan."""

from __future__ import annotations

import re
from typing import Final

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def is_unspaced(words: str) -> bool:
    """Whether they may stand in the middle of a row of letters, where no index of words has them."""
    return _UNSPACED.search(words) is not None
