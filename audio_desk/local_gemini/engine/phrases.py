"""The phrases by which a prompt's wish is known, gathered from prompts that people write for large models."""

from __future__ import annotations

import re
from typing import Final


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_THIS_AUDIO: Final = r"(?:this|the) (?:audio|clip|recording|file|sound)"

TRANSCRIBE: Final = _any(
    r"\btranscrib\w*",
    r"\bverbatim\b",
    r"\bword[- ]for[- ]word\b",
    r"\bsubtitles?\b",
    r"\bclosed captions?\b",
    r"\bspeech[- ]to[- ]text\b",
    r"\b(?:generate|provide|create|give|make|produce|write|return|want|need|get|output|do|full|complete|show"
    r"|prepare)\b[^.?!\n]{0,40}\btranscript(?:ion)?s?\b",
    r"^\W*(?:a |the )?transcript(?:ion)?\b(?=[^?]*$)",
    r"\bwrite (?:down )?(?:out )?(?:everything|what|all that|the words)\b[^.?\n]{0,30}"
    r"\b(?:said|says?|spoken|hear)\b",
)

SUMMARISE: Final = _any(
    r"\bsummar(?:y|ies|i[sz]e\w*|i[sz]ation)\b",
    r"\btl;?dr\b",
    r"\b(?:key|main) (?:points?|ideas?|topics?|takeaways?|subject|theme)\b",
    r"\btakeaways?\b",
    r"\bgist\b",
    r"\brecap\b",
    r"\boverview\b",
    r"\bsynopsis\b",
    r"\bminutes of (?:the|this)\b",
    r"\bin a nutshell\b",
    r"\bwhat (?:is|was) (?:this|the|it)\b[^.?]{0,30}\babout\b",
)

DESCRIBE: Final = _any(
    r"\bdescrib\w*\b[^.?!\n]{0,25}"
    r"\b(?:audio|sound ?track|clip|recording|file|track|sound|this|it|what|hear\w*)\b",
    r"^\W*describe\W*$",
    rf"\bwhat(?:'s| is) (?:in|on) {_THIS_AUDIO}\b",
    rf"\btell me about {_THIS_AUDIO}\b",
    rf"\banaly[sz]e {_THIS_AUDIO}\b",
    r"\bwhat (?:do|can) (?:you|i|we|one) hear\b",
    r"\bwhat (?:can|could|is|was) (?:be )?heard\b",
)

_SOUND: Final = r"(?:sounds?|noises?|sound effects?|(?:audio|sound|acoustic) events?)"
_SPEECH: Final = r"(?:human )?(?:speech|spoken|speaking|talking|words|voices?)"
_NAMED: Final = (
    r"(?:music|song|singing|bird ?song|birds?|sirens?|alarms?|bells?|dogs?|barking|applause|clapping|laughter"
    r"|laughing|rain|thunder|wind|engines?|traffic|drill\w*|hammer\w*|knock\w*|whistl\w*|horns?|beeps?|tones?"
    r"|silence|footsteps|instruments?|piano|guitar|drums?|explosions?|gun ?shots?|crying|cough\w*|hum|buzz\w*"
    r"|static|hiss)"
)

SOUNDS: Final = _any(
    r"\bnon[- ]?(?:speech|verbal|vocal)\b",
    rf"\bnot {_SPEECH}\b",
    rf"\b(?:besides|apart from|other than|except|beyond) (?:for )?(?:the )?{_SPEECH}\b",
    rf"\bbackground (?:{_SOUND}|music|ambience)\b",
    rf"\bambient {_SOUND}\b",
    # Not: what did the sound of the horn mean? That is about what was said.
    rf"\b(?:what|which|any|list|identify|detect|name|all|describe|other)\b(?: \w+){{0,3}} {_SOUND}\b"
    r"(?! of (?:the|a|his|her|their|my|your)\b)",
    rf"\b(?:is|are|was|were) there\b(?: \w+){{0,4}} {_NAMED}\b",
    rf"\b(?:can|could|do|does) (?:you|i|we|one) hear\b(?: \w+){{0,4}} {_NAMED}\b",
    rf"\b(?:contains?|listen for)\b(?: \w+){{0,4}} {_NAMED}\b",
    rf"\b{_NAMED}\b[^.?!\n]{{0,25}}\b(?:audible|heard|playing|in the background|(?:in|on) {_THIS_AUDIO})\b",
)

TRANSLATE: Final = _any(
    r"\btranslat\w*",
    r"\b(?:in|into) (?:french|spanish|german|italian|chinese|japanese|hindi|portuguese|russian|arabic|korean"
    r"|dutch|polish|turkish|swedish)\b",
)

SPEAKERS: Final = _any(
    r"\bwho(?:'s| is| are| was| were)? (?:speaking|talking|the speakers?)\b",
    r"\bhow many (?:speakers|voices|(?:people|persons) (?:speak|talk|are (?:speaking|talking)))\b",
    r"\bdiari[sz]\w*",
    r"\b(?:identify|name|recogni[sz]e|distinguish|label) (?:\w+ ){0,2}(?:speakers?|voices?)\b",
    r"\bwhose voice\b",
    r"\b(?:male|female|gender|accent)\b",
)

EMOTION: Final = _any(
    r"\bemotion\w*",
    r"\bsentiment\b",
    r"\bmoods?\b",
    r"\btone of (?:voice|the)\b",
    r"\b(?:speaker'?s?|his|her|their) tone\b",
    r"\b(?:sounds?|seems?) (?:happy|sad|angry|nervous|tired|excited|upset|afraid)\b",
    r"\bsarcas\w*",
)

WRITING: Final = _any(
    r"\b(?:write|compose|draft|create|generate|make up)\b(?: \w+){0,3} (?:poem|story|blog\w*|article|essay"
    r"|e-?mail|letter|song|lyrics|quiz|questions|headline|title|tweet|post|press release|report|script"
    r"|jokes?)\b",
    r"\b(?:rewrite|paraphrase|rephrase)\b",
)

NO_TIMES: Final = _any(
    r"\b(?:no|without|omit|exclude|don'?t include|do not include|leave out|skip)\b(?: \w+){0,2} "
    r"(?:time ?(?:stamps?|codes?)|times)\b",
)

JSON: Final = _any(r"\bjson\b")

ASKS: Final = _any(r"\?", r"^\W*(?:who|what|when|where|why|how|which|tell|find|list|explain)\b")

ABOUT_FORM: Final = _any(
    r"\bMM:SS\b",
    r"\btime ?(?:stamps?|codes?)\b",
    r"\bgive times\b",
    r"\bjson\b",
    r"\bmarkdown\b",
    r"\bbullet points?\b",
    r"\bone (?:sentence|line|word|paragraph)\b(?= *\.|$)",
    r"\banswer (?:in|with|only|briefly)\b",
    r"\bbe (?:brief|concise)\b",
    r"\bminutes go on counting\b",
    r"\bwith the times? at which\b",
)

SCOPE: Final = _any(
    r"\b(?:consider|use|look at|listen to|take) only (?:the |that |this )?"
    r"(?:part|section|segment|span|time)\b",
)
