"""`python -m audio_desk` is the command `audio-desk`."""

import sys

from audio_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
