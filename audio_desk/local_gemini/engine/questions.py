"""What kind of answer a question wants, and whether a passage holds one."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Asks(StrEnum):
    """What kind of answer the question wants."""

    AMOUNT = "amount"
    NUMBER = "number"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    OTHER = "other"


_NUMBER: Final = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen|twice|double)"
)
_MONEY: Final = (
    r"(?:pounds?|dollars?|euros?|cents?|pence|penny|pennies|shillings?|guineas?|crowns?|francs?|marks?|quid"
    r"|bucks?)"
)
_HOLDS: Final = {
    Asks.AMOUNT: re.compile(
        rf"[£$€]\s?\d|\b{_NUMBER}[\s-]+(?:\w+\s+)?{_MONEY}\b|\bfor free\b", re.IGNORECASE
    ),
    Asks.NUMBER: re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE),
    Asks.TIME: re.compile(
        r"\b1[0-9]\d\d\b|\b20\d\d\b|\bnineteen \w+\b"
        r"|\b(?:january|february|march|april|june|july|august|september|october|november|december|spring|summer"
        r"|autumn|winter|christmas|easter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning"
        r"|evening|midnight|noon|o'clock|yesterday|tomorrow|ago|years?|days?|weeks?|months?)\b",
        re.IGNORECASE,
    ),
    Asks.PERSON: re.compile(
        r"(?<=[a-z,] )[A-Z][a-z]+"
        r"|\b(?:father|mother|brother|sister|wife|husband|son|daughter|friend|uncle|aunt|teacher|doctor|man|woman"
        r"|men|women|captain|boss|neighbou?r|king|queen|president|mr|mrs|miss)\b"
    ),
    Asks.PLACE: re.compile(
        r"\b(?:in|at|from|near|behind|under|on|to|into|across|beside|outside|inside|down|up) (?:the |a |an )?"
        r"[A-Za-z]{3,}"
    ),
}
_ASKS: Final = {
    Asks.AMOUNT: r"\bhow much\b|\bhow expensive\b|\bprice of\b"
    r"|\bwhat\b[^?]*\b(?:cost|price|pay|paid|wage|salary|fee|charge)",
    Asks.NUMBER: r"\bhow (?:many|long|old|far|often|big|tall|deep|high|fast|heavy)\b|\bwhat number\b",
    Asks.TIME: r"\bwhen\b|\b(?:what|which) (?:year|day|date|month|time|season|century)\b",
    Asks.PERSON: r"\bwho(?:m|se)?\b|\bwhat (?:is|was) (?:his|her|their|the) name\b",
    Asks.PLACE: r"\bwhere\b|\b(?:what|which) (?:place|city|town|country|village|street)\b",
}
_QUESTION_START: Final = re.compile(
    r"^(?:and |but |so |well |now |then |or |okay |tell me )*"
    r"(?:what|who|whose|whom|where|when|why|how|which|did|do|does|is|are|was|were|have|has|had|can|could|would|will)\b",
    re.IGNORECASE,
)


def kind_of(question: str) -> Asks:
    return next(
        (kind for kind, form in _ASKS.items() if re.search(form, question, re.IGNORECASE)), Asks.OTHER
    )


def is_question(line: str) -> bool:
    """Whether somebody asks something here; the recogniser does not always write the mark."""
    sentences = re.split(r"(?<=[.?!])\s+", line.strip())
    return line.rstrip().endswith("?") or bool(_QUESTION_START.match(sentences[-1]))


def holds(kind: Asks, text: str) -> bool:
    """Whether `text` holds an answer of this kind."""
    return kind in _HOLDS and bool(_HOLDS[kind].search(text))
