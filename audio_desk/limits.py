"""Every limit of the Gemini audio guide, defined once, each with its source.

Sources: [GUIDE] the audio-understanding page of the Gemini API documentation, 2025-04; [FILES] its
Files API page; [SEEN] seen on the wire; [MODEL] the page of gemini-3.5-transcribe, 2026.
"""

from __future__ import annotations

from typing import Final

REQUEST_BYTES: Final = 20 * 2**20
"""A whole request's JSON body, base64 included: 20,971,520 bytes. [GUIDE] [SEEN]"""

FILE_BYTES: Final = 2 * 2**30
"""One upload. [FILES]"""

PROJECT_BYTES: Final = 20 * 2**30
"""All uploads of one project together. [FILES]"""

PROMPT_SECONDS: Final = 9.5 * 3600
"""Sound in one prompt, over all its recordings. [GUIDE]"""

TRANSCRIBER_SECONDS: Final = 3600.0
TRANSCRIBER_TIMED_SECONDS: Final = 1800.0
"""Sound in one request to a dedicated transcriber, and where it shall name times or speakers. [MODEL]"""

UPLOAD_SECONDS: Final = 48 * 3600
"""An upload's life. [FILES]"""

TOKENS_PER_SECOND: Final = 32
"""Sound, as documented; newer models bill fewer. [GUIDE]"""

MODEL_RATE_HZ: Final = 16_000
"""What a model keeps of a recording: one channel at this rate. [GUIDE: "16 Kbps", one channel]"""

FILES_PAGE_DEFAULT: Final = 10
FILES_PAGE_MAX: Final = 100
"""Uploads in one page of the list. [FILES]"""

DISPLAY_NAME_CHARACTERS: Final = 512
"""An upload's display name. [FILES]"""

UPLOAD_CHUNK_BYTES: Final = 8 * 2**20
"""The chunk granularity that the upload server names. [SEEN]"""

AUDIO_MIME_TYPES: Final = (
    "audio/wav",
    "audio/mp3",
    "audio/aiff",
    "audio/aac",
    "audio/ogg",
    "audio/flac",
)
"""The six formats of the guide; everything else is converted before it is sent. [GUIDE]"""

REGION_ADVICE_SECONDS: Final = 600.0
"""Beyond this length a region alone is the more reliable question: MM:SS prompts over long recordings are
known to miss their place (google-gemini/cookbook#733)."""
