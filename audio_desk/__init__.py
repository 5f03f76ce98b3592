"""Audio Desk: see a recording, drag out a region, get the words or an answer about it."""

__version__ = "0.1.0"
