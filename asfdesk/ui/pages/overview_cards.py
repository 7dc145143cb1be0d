"""The three figures at the top of the overview: the year's result, cash, supervision."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from asfdesk.domain.planning.variance import Light
from asfdesk.i18n import ABSENT, _, decimal, hours, money
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.month_picker import month_text
from asfdesk.ui.kit.text import Look, html_line, label, rich_label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from asfdesk.services.drivers.year_outlook import YearOutlook
    from asfdesk.services.overview import SupervisionFigure
    from asfdesk.services.planning.cash import Cash

_TONES = {Light.GOOD: Tone.GOOD, Light.WARN: Tone.WARN, Light.BAD: Tone.BAD}
TIGHT = 2


class ResultCard(Card):
    """Forecast, plan and the reason in words."""

    calculation_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("The year's result"), _("forecast against plan"))
        self.forecast = label("", Look.FIGURE)
        self.plan = label("", Look.FIGURE_MUTED)
        self._forecast_word = label("", Look.MUTED)
        self._plan_word = label(_("plan"), Look.MUTED)
        self.badge = Badge()
        self.head.addWidget(self.badge)
        self.words = rich_label(links=True)
        self.words.linkActivated.connect(self.calculation_wanted)
        figures = QGridLayout()
        figures.setHorizontalSpacing(26)
        figures.setVerticalSpacing(TIGHT)
        figures.addWidget(self.forecast, 0, 0)
        figures.addWidget(self.plan, 0, 1)
        figures.addWidget(self._forecast_word, 1, 0)
        figures.addWidget(self._plan_word, 1, 1)
        figures.setRowStretch(2, 1)
        row = QHBoxLayout()
        row.setSpacing(26)
        row.addLayout(figures)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def show_outlook(self, outlook: YearOutlook | None) -> None:
        """Show the year, or what is missing."""
        planned = outlook is not None and outlook.plan_ore is not None
        self.plan.setVisible(planned)
        self._plan_word.setVisible(planned)
        if outlook is None:
            self.forecast.setText(ABSENT)
            self._forecast_word.setText("")
            self.badge.hide()
            self._say(
                _("There is neither plan nor bookkeeping for the year."),
                _("Import a SIE file from the accounting program, and make a plan."),
            )
            return
        title = (
            _("The year's surplus or deficit") if outlook.says_surplus else _("The year's result")
        )
        self.set_title(title, _("forecast against plan"))
        self.forecast.setText(kronor(outlook.forecast_ore))
        self._forecast_word.setText(_("forecast %(year)s") % {"year": outlook.year.label})
        self.plan.setText(kronor(outlook.plan_ore))
        self._say(
            outlook.verdict or _("There is nothing to compare with yet."),
            " ".join(outlook.reasons),
            link=_("Show the calculation"),
        )
        self._show_light(outlook)

    def _say(self, verdict: str, reasons: str, link: str = "") -> None:
        """The verdict in bold, the reasons after it, and a way to the calculation."""
        html = f"<b>{escape(verdict)}</b> {escape(reasons)}"
        if link:
            html += f' <a href="#" style="text-decoration:none"><b>{escape(link)}</b></a>'
        self.words.setText(html_line(html))
        self.words.setAccessibleName(f"{verdict} {reasons} {link}")

    def _show_light(self, outlook: YearOutlook) -> None:
        if outlook.forecast_ore is None or outlook.plan_ore is None:
            self.badge.hide()
            return
        difference = outlook.forecast_ore - outlook.plan_ore
        tone = _TONES.get(outlook.light, Tone.NEUTRAL)
        text = (
            _("above plan") if difference > 0 else _("below plan") if difference else _("as plan")
        )
        self.badge.set_status(text, tone)
        self.badge.show()


class CashCard(Card):
    """The lowest and the latest month end."""

    def __init__(self) -> None:
        super().__init__(_("Lowest cash"), _("month ends"))
        self.figure = label("", Look.FIGURE)
        self.when = label("", Look.MUTED)
        self.latest = label("", wrap=True)
        self.note = label("", Look.SECONDARY, wrap=True)
        column(self, self.figure, self.when, self.latest, self.note)

    def show_cash(self, cash: Cash | None) -> None:
        """Show the balances, or say where they come from."""
        self.latest.setVisible(cash is not None)
        if cash is None:
            self.figure.setText(ABSENT)
            self.when.setText("")
            self.note.setText(_("The balance comes with the bookkeeping (accounts 1900–1999)."))
            return
        self.figure.setText(kronor(cash.lowest.balance_ore))
        self.when.setText(_("%(month)s, lowest so far") % {"month": month_text(cash.lowest.month)})
        self.latest.setText(
            _("%(month)s: %(amount)s")
            % {
                "month": month_text(cash.latest.month, with_year=False),
                "amount": kronor(cash.latest.balance_ore),
            }
        )
        self.note.setText(_("It may be lower inside the month."))


class SupervisionCard(Card):
    """Attended trainee hours for each supervisor hour."""

    def __init__(self) -> None:
        super().__init__(_("Supervision"))
        self.figure = label("", Look.FIGURE)
        self.unit = label(_("trainee hours per supervisor hour"), Look.SECONDARY, wrap=True)
        self.hours = label("", wrap=True)
        self.badge = Badge()
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.figure)
        line.addWidget(self.unit, 1)
        self.body.addLayout(line)
        column(self, self.hours)
        self.body.addWidget(self.badge)

    def show_figure(self, figure: SupervisionFigure) -> None:
        """Show the month; what is not reported is said."""
        self.figure.setText(decimal(figure.ratio, 1))
        self.hours.setText(_time_words(figure))
        if figure.attended_minutes is None:
            self.badge.set_status(_("no attendance reported"), Tone.WARN)
        elif figure.ratio is None:
            self.badge.set_status(_("no supervision reported"), Tone.WARN)
        else:
            self.badge.set_status(
                _("%(figure)s the month before") % {"figure": decimal(figure.before, 1)},
                Tone.NEUTRAL,
            )


def _time_words(figure: SupervisionFigure) -> str:
    """Both sums; what nobody has filled in is said to be so, it is not zero."""
    attended, supervised = figure.attended_minutes, figure.supervision_minutes
    if attended is None and supervised is None:
        return _("Attendance and supervision are not filled in.")
    if attended is None:
        return _("Attendance is not filled in, %(supervised)s h supervised") % {
            "supervised": hours(supervised, 0)
        }
    if supervised is None:
        return _("%(attended)s h attended, supervision is not filled in") % {
            "attended": hours(attended, 0)
        }
    return _("%(attended)s h attended, %(supervised)s h supervised") % {
        "attended": hours(attended, 0),
        "supervised": hours(supervised, 0),
    }


def column(card: Card, *parts: QLabel) -> None:
    """Lines close under each other."""
    lines = QVBoxLayout()
    lines.setSpacing(TIGHT)
    for part in parts:
        lines.addWidget(part)
    card.body.addLayout(lines)


def kronor(ore: int | None) -> str:
    """An amount with its unit."""
    return ABSENT if ore is None else f"{money(ore)} kr"
