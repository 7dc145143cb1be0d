"""How to get a SIE file out of each common bookkeeping program (finance.md §5.1)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label


@dataclass(frozen=True)
class ExportGuideEntry:
    """One program.

    Attributes:
        name: what people call it.
        marks: what its #PROGRAM holds, in lower case.
        steps: what to do there, in order.
    """

    name: str
    marks: tuple[str, ...]
    steps: tuple[str, ...]


def export_guides() -> tuple[ExportGuideEntry, ...]:
    """The programs, the most common first; the last one is for all others."""
    whole = _("Choose SIE type 4, the whole fiscal year and all voucher series.")
    return (
        ExportGuideEntry(
            "Fortnox",
            ("fortnox",),
            (
                _("Click the company's name at the top, then Export."),
                whole,
                _("One file holds one fiscal year; export again for another year."),
            ),
        ),
        ExportGuideEntry(
            "Spiris (Visma eEkonomi)",
            ("eekonomi", "eaccounting", "spiris"),
            (
                _("Open Settings › Import and export › SIE – import and export."),
                _("Choose to export bookkeeping data (SE file), and the fiscal year."),
            ),
        ),
        ExportGuideEntry(
            "Visma Administration, Visma Förening",
            ("visma", "spcs"),
            (_("Open File › Export › SIE."), whole),
        ),
        ExportGuideEntry(
            "Björn Lundén",
            ("lundén", "lunden", "bl admin", "bl bok", "blinfo"),
            (
                _("Open File › Export › SIE (bookkeeping)."),
                whole,
                _(r"The file lies in C:\SIE unless you chose another folder."),
            ),
        ),
        ExportGuideEntry(
            "SpeedLedger",
            ("speedledger",),
            (
                _("Open Bookkeeping › More reports › Export SIE."),
                _("Choose SIE4 export file, then Create file."),
            ),
        ),
        ExportGuideEntry(
            "Bokio",
            ("bokio",),
            (
                _("Open Settings › Bookkeeping, and look for export of SIE."),
                _("Cost centres and projects (tags) are an extra service there."),
            ),
        ),
        ExportGuideEntry(
            _("A bookkeeping bureau"),
            (),
            (
                _("Ask for a SIE 4 file of the fiscal year each month when it is closed."),
                _("Ask them to use a project or cost centre where a funder wants one."),
            ),
        ),
        ExportGuideEntry(
            _("Another program"),
            (),
            (
                _("Look for SIE under export, reports or settings."),
                _("Type 4 (vouchers) says the most; types 1–3 have balances only."),
            ),
        ),
    )


def guide_of(program: str) -> int:
    """The place of the guide for what a file says made it; the last when it is not known."""
    text = program.casefold()
    guides = export_guides()
    return next(
        (at for at, guide in enumerate(guides) if any(mark in text for mark in guide.marks)),
        len(guides) - 1,
    )


class ExportGuide(QWidget):
    """A list of programs, and the steps for the one that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._guides = export_guides()
        self.programs = ComboBox()
        self.programs.setAccessibleName(_("Bookkeeping program"))
        for guide in self._guides:
            self.programs.addItem(guide.name)
        self.steps = label("", Look.SECONDARY, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.programs)
        layout.addWidget(self.steps)
        self.programs.currentIndexChanged.connect(self._show)
        self._show(0)

    def show_for(self, program: str) -> None:
        """Choose the program that made a file, if it is known."""
        if program:
            self.programs.setCurrentIndex(guide_of(program))

    @Slot(int)
    def _show(self, place: int) -> None:
        steps = self._guides[place].steps
        self.steps.setText("\n".join(f"{at}. {step}" for at, step in enumerate(steps, start=1)))
