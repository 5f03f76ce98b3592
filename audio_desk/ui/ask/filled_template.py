"""Puts a template into the question field, and fills it in anew while the user has not changed it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from audio_desk.operations.asking.filled_template import fields_of
from audio_desk.request.templates import Template, TemplateFields, fill
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.document import Document


class FilledTemplate(QObject):
    """As long as the question is what the template made of it."""

    def __init__(self, document: Document, runner: AskRunner, question: QLineEdit) -> None:
        super().__init__(question)
        self._document, self._runner, self._question = document, runner, question
        self._template: Template | None = None
        self._filled = ""
        document.selection_changed.connect(self._fill_again)
        document.recording_changed.connect(self._fill_again)
        runner.requests.changed.connect(self._fill_again)

    @property
    def fields(self) -> TemplateFields:
        recording, region = self._document.recording, self._document.selection
        if recording is None:
            return TemplateFields(0.0, 0.0, "")
        book = self._runner.requests
        return fields_of(recording, region, self._runner.mode_now, book.speakers, book.settings.names)

    def choose(self, template: Template) -> None:
        self._template = template
        self._put()
        self._question.setFocus()

    def _fill_again(self) -> None:
        if self._template is not None and self._question.text() == self._filled:
            self._put()
        else:
            self._template = None

    def _put(self) -> None:
        assert self._template is not None
        self._filled = " ".join(fill(self._template.text, self.fields).split())
        self._question.setText(self._filled)
