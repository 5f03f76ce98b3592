"""Edits one's own templates: a list on the left, the chosen one's name and text on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.request.templates import Template, TemplateFields, fill
from audio_desk.ui.style import mark

_TEMPLATE = Qt.ItemDataRole.UserRole


class TemplateDialog(QDialog):
    """Accepted: `templates` are one's own from now on. Files are asked for by the window."""

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(
        self, templates: tuple[Template, ...], fields: TemplateFields, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fields = fields
        self.setObjectName("template-dialog")
        self.setWindowTitle(self.tr("Templates"))
        self.list = QListWidget()
        self.list.setObjectName("template-list")
        self.list.setAccessibleName(self.tr("Your templates"))
        self.name = QLineEdit()
        self.name.setObjectName("template-name")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("template-text")
        self.text.setAccessibleName(self.tr("Question"))
        self.text.setPlaceholderText(self.tr("The question, with {start} {end} {file} and so on"))
        self.text.setTabChangesFocus(True)
        self.filled = QLabel(wordWrap=True)
        self.filled.setObjectName("template-filled")
        mark(self.filled, tone="small")
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName("template-note")
        mark(self.note, tone="bad")
        self.note.hide()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_chosen)
        self.name.textEdited.connect(self._edited)
        self.text.textChanged.connect(self._edited)
        self.show_templates(templates)

    @property
    def templates(self) -> tuple[Template, ...]:
        """Those that have a name and a text."""
        kept = [self.list.item(row).data(_TEMPLATE) for row in range(self.list.count())]
        return tuple(one for one in kept if one.name.strip() and one.text.strip())

    def show_templates(self, templates: tuple[Template, ...]) -> None:
        self.list.clear()
        for template in templates:
            self._add(template)
        self.list.setCurrentRow(0 if templates else -1)
        self._show_chosen()

    def show_note(self, words: str) -> None:
        """What is wrong with a file."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _add(self, template: Template) -> None:
        self.list.addItem(template.name or self.tr("New template"))
        self.list.item(self.list.count() - 1).setData(_TEMPLATE, template)

    def _show_chosen(self) -> None:
        row = self.list.currentRow()
        template = self.list.item(row).data(_TEMPLATE) if row >= 0 else Template("", "")
        for field in (self.name, self.text):
            field.setEnabled(row >= 0)
            field.blockSignals(True)
        self.name.setText(template.name)
        self.text.setPlainText(template.text)
        for field in (self.name, self.text):
            field.blockSignals(False)
        self.remove.setEnabled(row >= 0)
        self._show_filled(template)

    def _edited(self) -> None:
        if self.list.currentRow() < 0:
            return
        item = self.list.currentItem()
        template = Template(self.name.text(), self.text.toPlainText())
        item.setData(_TEMPLATE, template)
        item.setText(template.name or self.tr("New template"))
        self._show_filled(template)

    def _show_filled(self, template: Template) -> None:
        words = fill(template.text, self._fields)
        self.filled.setText(self.tr("Filled in: {0}").format(words) if words else "")

    def _new(self) -> None:
        self._add(Template("", ""))
        self.list.setCurrentRow(self.list.count() - 1)
        self.name.setFocus()

    def _remove(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self._show_chosen()

    def _lay_out(self) -> None:
        hint = QLabel(
            self.tr("Your own, with the fields {start} {end} {file} {duration} {speakers} {names}."),
            wordWrap=True,
        )
        mark(hint, tone="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(hint)
        column.addLayout(self._body(), 1)
        column.addWidget(self.note)
        column.addLayout(self._buttons())
        self.setMinimumSize(640, 360)

    def _body(self) -> QHBoxLayout:
        frame = QFrame()
        mark(frame, surface="card")
        frame.setFixedWidth(190)
        holder = QVBoxLayout(frame)
        holder.setContentsMargins(4, 4, 4, 4)
        holder.addWidget(self.list)
        fields = QVBoxLayout()
        for part in (self.name, self.text, self.filled):
            fields.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(frame)
        body.addLayout(fields, 1)
        return body

    def _buttons(self) -> QHBoxLayout:
        new = self._button("template-new", self.tr("New"))
        new.clicked.connect(self._new)
        self.remove = self._button("template-remove", self.tr("Remove"))
        self.remove.clicked.connect(self._remove)
        take = self._button("template-import", self.tr("Import…"))
        take.clicked.connect(self.import_wanted)
        give = self._button("template-export", self.tr("Export…"))
        give.clicked.connect(self.export_wanted)
        cancel = self._button("template-cancel", self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        keep = self._button("template-keep", self.tr("Keep"))
        mark(keep, role="primary")
        keep.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (new, self.remove, take, give):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(keep)
        return row

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button
