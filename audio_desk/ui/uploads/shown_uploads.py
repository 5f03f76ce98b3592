"""The uploads of the chosen account: where they are listed, and where work on them runs."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.operations.desk import Desk
from audio_desk.settings import Account
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.uploads.upload_model import UploadModel


@dataclass(frozen=True, slots=True)
class ShownUploads:
    desk: Desk
    preferences: Preferences
    model: UploadModel
    scope: TaskScope

    @property
    def account(self) -> Account:
        return self.preferences.settings.account
