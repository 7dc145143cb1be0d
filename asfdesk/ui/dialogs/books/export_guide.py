"""How to get a SIE file out of each common bookkeeping program (finance.md §5.1)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.i18n import N_, _
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label


@dataclass(frozen=True)
class ExportGuideEntry:
    """One program. Name and steps are English source strings where they are words.

    Attributes:
        name: what people call it.
        marks: what its #PROGRAM holds, in lower case.
        steps: what to do there, in order.
    """

    name: str
    marks: tuple[str, ...]
    steps: tuple[str, ...]


_WHOLE = N_("Choose SIE type 4, the whole fiscal year and all voucher series.")

GUIDES = (
    ExportGuideEntry(
        "Fortnox",
        ("fortnox",),
        (
            N_("Click the company's name at the top, then Export."),
            _WHOLE,
            N_("One file holds one fiscal year; export again for another year."),
        ),
    ),
    ExportGuideEntry(
        "Spiris (Visma eEkonomi)",
        ("eekonomi", "eaccounting", "spiris"),
        (
            N_("Open Settings › Import and export › SIE – import and export."),
            N_("Choose to export bookkeeping data (SE file), and the fiscal year."),
        ),
    ),
    ExportGuideEntry(
        "Visma Administration, Visma Förening",
        ("visma", "spcs"),
        (N_("Open File › Export › SIE."), _WHOLE),
    ),
    ExportGuideEntry(
        "Björn Lundén",
        ("lundén", "lunden", "bl admin", "bl bok", "blinfo"),
        (
            N_("Open File › Export › SIE (bookkeeping)."),
            _WHOLE,
            N_("The file lies in C:\\SIE unless you chose another folder."),
        ),
    ),
    ExportGuideEntry(
        "SpeedLedger",
        ("speedledger",),
        (
            N_("Open Bookkeeping › More reports › Export SIE."),
            N_("Choose SIE4 export file, then Create file."),
        ),
    ),
    ExportGuideEntry(
        "Bokio",
        ("bokio",),
        (
            N_("Open Settings › Bookkeeping, and look for export of SIE."),
            N_("Cost centres and projects (tags) are an extra service there."),
        ),
    ),
    ExportGuideEntry(
        N_("A bookkeeping bureau"),
        (),
        (
            N_("Ask for a SIE 4 file of the fiscal year each month when it is closed."),
            N_("Ask them to use a project or cost centre where a funder wants one."),
        ),
    ),
    ExportGuideEntry(
        N_("Another program"),
        (),
        (
            N_("Look for SIE under export, reports or settings."),
            N_("Type 4 (vouchers) says the most; types 1–3 have balances only."),
        ),
    ),
)
"""The programs, the most common first; the last one is for all others."""


def guide_of(program: str) -> int:
    """The place of the guide for what a file says made it; the last when it is not known."""
    text = program.casefold()
    return next(
        (at for at, guide in enumerate(GUIDES) if any(mark in text for mark in guide.marks)),
        len(GUIDES) - 1,
    )


class ExportGuide(QWidget):
    """A list of programs, and the steps for the one that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.programs = ComboBox()
        self.programs.setAccessibleName(_("Bookkeeping program"))
        for guide in GUIDES:
            self.programs.addItem(_(guide.name))
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
        steps = [_(step) for step in GUIDES[place].steps]
        self.steps.setText("\n".join(f"{at}. {step}" for at, step in enumerate(steps, start=1)))
