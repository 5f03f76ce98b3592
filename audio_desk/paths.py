"""Where the program keeps its files on this computer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "AUDIO_DESK_HOME"
"""When set, every folder of the program lies beneath it: for a portable copy, and for tests."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The four folders; `ensure` makes them."""

    data: Path
    config: Path
    cache: Path
    log: Path

    @classmethod
    def default(cls) -> Paths:
        """The folders that the system has for this user, or those beneath `AUDIO_DESK_HOME`."""
        home = os.environ.get(HOME_VARIABLE, "").strip()
        if home:
            return cls.beneath(Path(home))
        import platformdirs  # not needed by a portable copy

        dirs = platformdirs.PlatformDirs("audio-desk", appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path)

    @classmethod
    def beneath(cls, home: Path) -> Paths:
        return cls(home / "data", home / "config", home / "cache", home / "log")

    @property
    def database(self) -> Path:
        return self.data / "library.sqlite3"

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def prices_file(self) -> Path:
        """The user's own table of prices; it wins over the one that is shipped."""
        return self.config / "prices.json"

    @property
    def templates_file(self) -> Path:
        """The user's own templates of questions."""
        return self.config / "templates.json"

    @property
    def models_file(self) -> Path:
        """The models that each account had when it was last asked."""
        return self.cache / "models.json"

    @property
    def local_server(self) -> Path:
        """The folder of the server on this computer: its run file, its uploads."""
        return self.data / "local-server"

    def project_sound(self, fingerprint: str) -> Path:
        """The folder of a recording that came inside a project file."""
        return self.data / "projects" / fingerprint

    @property
    def peak_cache(self) -> Path:
        return self.cache / "peaks"

    def ensure(self) -> None:
        """Make the folders. Raises OSError."""
        for folder in (self.data, self.config, self.cache, self.log):
            folder.mkdir(parents=True, exist_ok=True)
