"""What asking asks of the user: consent before the first send, the plan, settings, templates, receipts."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.models import last_models
from audio_desk.operations.asking.spending import price_of
from audio_desk.operations.asking.templates import (
    all_templates,
    import_templates,
    keep_templates,
    own_templates,
    write_templates,
)
from audio_desk.operations.desk import Desk
from audio_desk.ui.ask.consent import agree_to_sound
from audio_desk.ui.ask.pane import AskPane
from audio_desk.ui.ask.plan_dialog import PlanDialog
from audio_desk.ui.ask.receipt_dialog import ReceiptDialog
from audio_desk.ui.ask.request_dialog import RequestDialog
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.ask.several.adding import Adding
from audio_desk.ui.ask.several.plan_dialog import SeveralPlanDialog
from audio_desk.ui.ask.template_dialog import TemplateDialog
from audio_desk.ui.ask.upload_removal import remove_uploads
from audio_desk.ui.dialogs import ask_user, choose_file, choose_new_file
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope, report_bug


class AskingErrands(QObject):
    """One dialog at a time, and one more on top of it."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        runner: AskRunner,
        pane: AskPane,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._document, self._preferences = desk, document, preferences
        self._runner, self._pane, self._window = runner, pane, window
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.adding = Adding(desk, document, runner, pane, window)
        runner.consent_wanted.connect(lambda send: self._run("dialog", lambda: self._consent(send)))
        pane.row.plan_wanted.connect(lambda: self._run("dialog", self._show_plan))
        pane.row.settings_wanted.connect(lambda: self._run("dialog", self._edit_settings))
        pane.row.templates_wanted.connect(lambda: self._run("dialog", self._edit_templates))
        pane.row.templates_opening.connect(lambda: pane.row.show_templates(all_templates(desk.paths)))

    def show_receipt(self, answer: AnswerRecord) -> None:
        self._run("dialog", lambda: self._show_receipt(answer))

    def _run(self, name: str, errand: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """A dialog that is open stays."""
        if not self._scope.is_running(name):
            self._scope.start(name, errand())

    async def _consent(self, send: Callable[[], None]) -> None:
        recording = self._document.recording
        alone = (recording.path.name,) if recording is not None else ()
        names = tuple(topic.name for topic in self._runner.basket.topics) or alone
        if await agree_to_sound(self._preferences, self._window, ", ".join(names)):
            send()

    async def _show_plan(self) -> None:
        request = self._runner.request_now(self._pane.question.text().strip())
        if request is not None and request.also:
            await ask_user(SeveralPlanDialog(self._desk, request, self._runner.requests, self._window))
        elif request is not None:
            uploaded = self._runner.uploads.is_uploaded
            await ask_user(
                PlanDialog(self._desk, request, self._runner.requests, uploaded=uploaded, parent=self._window)
            )

    async def _edit_settings(self) -> None:
        book, settings = self._runner.requests, self._preferences.settings
        dialog = RequestDialog(
            book.settings,
            account=settings.account,
            models=await last_models(self._desk, settings.account),
            usual_model=settings.model_of(settings.account),
            regions_only=book.regions_only,
            parent=self._window,
        )
        if await ask_user(dialog) == QDialog.DialogCode.Accepted:
            book.keep(
                dialog.settings,
                regions_only=dialog.regions_only.isChecked(),
                for_all=dialog.for_all.isChecked(),
            )

    async def _edit_templates(self) -> None:
        own = await self._desk.run(own_templates, self._desk.paths)
        dialog = TemplateDialog(own, self._pane.template_fields, self._window)
        dialog.import_wanted.connect(lambda: self._run("on top", lambda: self._import(dialog)))
        dialog.export_wanted.connect(lambda: self._run("on top", lambda: self._export(dialog)))
        if await ask_user(dialog) == QDialog.DialogCode.Accepted:
            try:
                await keep_templates(self._desk, dialog.templates)
            except AudioDeskError as error:
                self._pane.banner.show_error(words_for(error), lambda _action: None)

    async def _import(self, dialog: TemplateDialog) -> None:
        path = await choose_file(dialog, self.tr("Import templates"), filters=(_filter(),))
        if path is None:
            return
        try:
            await keep_templates(self._desk, dialog.templates)
            await self._desk.run(import_templates, self._desk.paths, path)
            dialog.show_templates(await self._desk.run(own_templates, self._desk.paths))
            dialog.show_note("")
        except AudioDeskError as error:
            dialog.show_note(words_for(error).sentence)

    async def _export(self, dialog: TemplateDialog) -> None:
        path = await choose_new_file(dialog, self.tr("Export templates"), "templates.json", (_filter(),))
        if path is None:
            return
        try:
            await self._desk.run(write_templates, path, dialog.templates)
            dialog.show_note("")
        except AudioDeskError as error:
            dialog.show_note(words_for(error).sentence)

    async def _show_receipt(self, answer: AnswerRecord) -> None:
        try:
            receipts = await self._desk.run(self._desk.store.receipts_of_answer, answer.id)
        except AudioDeskError as error:
            self._pane.banner.show_error(words_for(error), lambda _action: None)
            return
        dollars = price_of(receipts[0], self._runner.requests.prices) if receipts else None
        dialog = ReceiptDialog(receipts, dollars, self._window)
        dialog.deletion_wanted.connect(
            lambda account, names: self._run("on top", lambda: self._delete(dialog, account, names))
        )
        await ask_user(dialog)

    async def _delete(self, dialog: ReceiptDialog, account: str, names: str) -> None:
        await remove_uploads(self._desk, dialog, account, names)
        self._runner.uploads.look()


def _filter() -> str:
    return "JSON (*.json)"
