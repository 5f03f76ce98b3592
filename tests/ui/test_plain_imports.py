"""What is imported after PySide is imported by Python alone."""

from __future__ import annotations

import subprocess
import sys

_IMPORT = """
import builtins, inspect
import PySide6.QtCore
from audio_desk.ui.plain_imports import import_plainly
read = []
source_of = inspect.getsource
inspect.getsource = lambda module: read.append(module.__name__) or source_of(module)
import colorsys
before = list(read)
import_plainly()
import_plainly()
import pydantic
from PySide6.QtWidgets import QApplication
print(before, read == before, QApplication.__name__)
"""


def test_no_module_that_comes_after_pyside_is_read_for_a_word_in_its_source() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True, timeout=120
    ).stdout
    assert told.split(maxsplit=1)[0] == "['colorsys']", "PySide has no such hook any more"
    assert told.split()[-2:] == ["True", "QApplication"]
