"""What is needed for one format alone is loaded when that format is written."""

from __future__ import annotations

import subprocess
import sys


def test_word_documents_cost_nothing_until_one_is_written() -> None:
    program = (
        "import sys; import audio_desk.operations.transcripts.export_document;"
        " import audio_desk.operations.transcripts.import_transcript;"
        " assert not {'docx', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
