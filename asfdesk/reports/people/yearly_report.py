"""R11 ASF-årsuppgift: what lists, certification and reserved tenders ask (domain.md §8.1).

Half of it is stated by the enterprise (`domain.sending.yearly_facts`), half is counted. Counts of
trainees, and of employees by form of employment, go through the disclosure control: a form tells
of somebody's health. How many are employed and how many of them are from the target group is the
enterprise's own statement, which a tender asks for, and stands as it was stated (ADR 0049).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import Subtotal
from asfdesk.domain.money import ratio
from asfdesk.domain.sending.counts import Earlier
from asfdesk.domain.sending.disclosure import protect
from asfdesk.domain.sending.yearly_facts import (
    BY_FORM,
    CRITERIA,
    PROFIT,
    RESERVED_SHARE_PERCENT,
    FactKey,
)
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.people.yearly_words import fact_word, yes_no_word
from asfdesk.reports.planning.plan_words import subtotal_word
from asfdesk.reports.sending.hidden_words import why_hidden
from asfdesk.reports.words import legal_form_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.codes import LegalForm
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Counts, Name
    from asfdesk.domain.sending.disclosure import Cell
    from asfdesk.domain.sending.yearly_facts import YearlyFacts
    from asfdesk.reports.people.yearly_counts import YearCounts

KEY = "R11"
_MILLI = 1000
_TARGET_SHARE = Fraction(RESERVED_SHARE_PERCENT, 100)


@dataclass(frozen=True)
class YearMoney:
    """The year's money, öre.

    Attributes:
        sources: key, title and amount of each source of income.
        turnover: goods, services and work integration sold; None without books.
        training_public: the part of work integration that public buyers pay; None = not known.
        result: everything booked by effect; None without books.
        says_surplus: whether the enterprise speaks of surplus or deficit.
    """

    sources: Sequence[tuple[str, str, int]] = ()
    turnover: int | None = None
    training_public: int | None = None
    result: int | None = None
    says_surplus: bool = False

    @property
    def income(self) -> int | None:
        """All of it; None without books."""
        return None if self.turnover is None else sum(ore for _key, _title, ore in self.sources)

    def source(self, key: str) -> int:
        """One source's amount."""
        return sum(ore for one, _title, ore in self.sources if one == key)


@dataclass(frozen=True)
class YearFacts:
    """What R11 rests on.

    Attributes:
        asked: the period that was asked for.
        stated: what the enterprise states of it.
        threshold: smallest count that is shown.
        readers: what has gone out before and hangs together with the counts.
        says_why: tell on screen why a count is hidden; to those who know them anyway.
    """

    asked: Period
    legal_form: LegalForm
    org_number: str
    stated: YearlyFacts
    counts: YearCounts
    money: YearMoney
    threshold: int = 5
    readers: tuple[Earlier, ...] = (Earlier(),)
    says_why: bool = False


class _Told:
    """The counts as they may be told."""

    def __init__(self, facts: YearFacts) -> None:
        self._facts = facts
        cells = dict(protect(facts.counts.counts(), facts.threshold, *facts.readers).cells)
        forms = facts.counts.forms()
        if forms is not None:
            cells |= _forms(forms, facts)
        self.cells: dict[Name, Cell] = cells

    def value(self, name: Name) -> doc.Value:
        """A count, or the mark of what is hidden."""
        cell = self.cells[name]
        if cell.value is not None:
            return cell.value
        said = self._facts.says_why and cell.reason
        why = why_hidden(cell.reason, self._facts.threshold) if said and cell.reason else ""
        return doc.Hidden(_("hidden"), why)

    def shown(self, name: Name) -> int | None:
        """A count, None where it is hidden."""
        return self.cells[name].value


def _forms(forms: Counts, facts: YearFacts) -> dict[Name, Cell]:
    """Employees by form; everybody knows their sum, which is stated beside them."""
    (whole,) = forms.sums
    total = {whole.total: sum(forms.values.values())}
    told = [
        Earlier({**total, **one.shown}, one.hidden, one.sums, one.true) for one in facts.readers
    ]
    return dict(protect(forms, facts.threshold, *told).cells)


def build(facts: YearFacts, head: doc.Head) -> doc.Document:
    """The report."""
    told = _Told(facts)
    blocks: list[doc.Block] = [
        _enterprise(facts),
        doc.Heading(_("The criteria of a work-integrating social enterprise")),
        _criteria(facts.stated),
        doc.Heading(_("Employees and trainees")),
        *_people(facts, told),
        doc.Heading(_("Turnover and income")),
        *_income(facts),
        doc.Heading(_("Profit, and who owns and decides")),
        _profit(facts),
        _owners(facts.stated),
        _note(facts.threshold),
    ]
    counts = {name: cell.value for name, cell in told.cells.items()}
    title = _("ASF yearly statement")
    return doc.Document(
        KEY, title, facts.asked, head, tuple(blocks), landscape=False, counts=counts
    )


# -- the enterprise and the criteria --------------------------------------------------------------


def _enterprise(facts: YearFacts) -> doc.Facts:
    stated = facts.stated
    certified = stated.value(FactKey.CERTIFIED)
    day = date.fromisoformat(str(certified)) if certified else None
    proof = stated.reference(FactKey.CERTIFIED)
    return doc.Facts(
        (
            doc.Fact(_("Legal form"), legal_form_word(facts.legal_form)),
            doc.Fact(_("Organisation number"), facts.org_number or None),
            doc.Fact(_("Certified on"), day, doc.Kind.DATE),
            *((doc.Fact(_("Proof of the certification"), proof),) if proof else ()),
        )
    )


def _criteria(stated: YearlyFacts) -> doc.Table:
    columns = [
        doc.text("criterion", _("Criterion"), 40),
        doc.text("met", _("Met")),
        doc.text("proof", _("Document"), 24),
    ]
    rows = [
        doc.row(fact_word(key), _verdict(stated.value(key)), stated.reference(key) or None, key=key)
        for key in (*CRITERIA, FactKey.NO_DISTRIBUTION)
    ]
    return doc.table(
        "criteria",
        "",
        columns,
        rows,
        note=_("The first four are the criteria; the last is asked for as well."),
    )


def _verdict(value: int | None) -> doc.Cell:
    tone = doc.Tone.WARN if value is None else doc.Tone.GOOD if value else doc.Tone.BAD
    return doc.Cell(yes_no_word(value), tone)


# -- people ---------------------------------------------------------------------------------------


def _people(facts: YearFacts, told: _Told) -> list[doc.Block]:
    blocks: list[doc.Block] = [_shares(facts, told), _employees(facts.stated)]
    if facts.stated.by_form() is not None:
        blocks.append(_by_form(facts, told))
    blocks.append(_trainees(facts, told))
    if facts.stated.value(FactKey.TARGET) == 0:
        blocks.append(
            doc.Note(
                _(
                    "Nobody from the target group is employed. An enterprise that only trains, "
                    "year after year, without employing from the target group is not an ASF by "
                    "Skoopi's criteria."
                ),
                doc.Tone.WARN,
            )
        )
    return blocks


def _shares(facts: YearFacts, told: _Told) -> doc.KeyFigures:
    """The 30 % test both ways: whether unpaid trainees count could not be verified."""
    trainees = told.shown(facts.counts.at_end)
    both = facts.stated.target_share(trainees)
    hidden = trainees is None and facts.stated.target_share() is not None
    limit = _("at least %(share)d %%") % {"share": RESERVED_SHARE_PERCENT}
    return doc.KeyFigures(
        (
            _share(_("From the target group, employees"), facts.stated.target_share(), limit),
            _share(_("Employees and trainees together"), both, limit, hidden=hidden),
            doc.KeyFigure(
                _("New jobs here for own trainees"),
                told.value(facts.counts.new_jobs),
                doc.Kind.INTEGER,
                key="new_jobs",
            ),
        )
    )


def _share(
    title: str, share: Fraction | None, limit: str, *, hidden: bool = False
) -> doc.KeyFigure:
    value: doc.Value = doc.Hidden(_("hidden")) if hidden else share
    tone = doc.Tone.NEUTRAL
    if share is not None:
        tone = doc.Tone.GOOD if share >= _TARGET_SHARE else doc.Tone.BAD
    key = "target_share" if title == _("From the target group, employees") else "target_share_all"
    return doc.KeyFigure(title, value, doc.Kind.PERCENT, comparison=limit, tone=tone, key=key)


def _employees(stated: YearlyFacts) -> doc.Table:
    columns = [
        doc.text("who", _("Employees on the last day of the year"), 40),
        doc.integer("persons", _("Persons")),
        doc.decimal("posts", _("Full-time posts")),
    ]
    share = stated.share
    rows = [
        doc.row(
            _("All"),
            stated.value(FactKey.EMPLOYEES),
            _posts(stated.value(FactKey.EMPLOYEES_FTE)),
            key="all",
        ),
        doc.row(
            _("From the target group"),
            stated.value(FactKey.TARGET),
            _posts(stated.value(FactKey.TARGET_FTE)),
            key="target",
        ),
        doc.row(
            _("Share from the target group"),
            doc.Cell(share(FactKey.TARGET, FactKey.EMPLOYEES), kind=doc.Kind.PERCENT),
            doc.Cell(share(FactKey.TARGET_FTE, FactKey.EMPLOYEES_FTE), kind=doc.Kind.PERCENT),
            key="share",
        ),
    ]
    return doc.table("employees", "", columns, rows, compact=True)


def _posts(milli: int | None) -> Fraction | None:
    return None if milli is None else Fraction(milli, _MILLI)


def _by_form(facts: YearFacts, told: _Told) -> doc.Table:
    columns = [
        doc.text("form", _("By form of employment"), 40),
        doc.integer("persons", _("Persons")),
    ]
    found = [
        (fact_word(key), told.value(facts.counts.form(form)), form) for form, key in BY_FORM.items()
    ]
    rows = [doc.row(word, cell, key=form.value.lower()) for word, cell, form in found if cell]
    return doc.table("employed", "", columns, rows, compact=True)


def _trainees(facts: YearFacts, told: _Told) -> doc.Table:
    counts = facts.counts
    columns = [
        doc.text("what", _("Trainees, who are not employed"), 40),
        doc.integer("count", _("Number")),
    ]
    rows = [
        doc.row(_("Different persons in the year"), told.value(counts.unique), key="unique"),
        doc.row(_("On the last day of the year"), told.value(counts.at_end), key="at_end"),
        doc.row(_("Placements that ended"), told.value(counts.ended), key="ended"),
        doc.row(
            _("Trainees whom the enterprise began to employ"),
            told.value(counts.new_jobs),
            key="hired",
        ),
    ]
    return doc.table("participants", "", columns, rows, compact=True)


# -- money ----------------------------------------------------------------------------------------


def _income(facts: YearFacts) -> list[doc.Block]:
    money, income = facts.money, facts.money.income
    if income is None:
        return [doc.Note(_("No bookkeeping of the year has been imported."), doc.Tone.WARN)]
    columns = [
        doc.text("source", _("Income by source"), 40),
        doc.money("amount", _("kr")),
        doc.percent("share", _("Share")),
    ]
    rows = [
        doc.row(title, ore, ratio(ore, income), key=key)
        for key, title, ore in money.sources
        if ore or key in ("sales", "services")
    ]
    total = doc.row(_("Operating income"), income, ratio(income, income), key="all")
    public = public_income(facts.stated, money)
    figures = doc.KeyFigures(
        (
            doc.KeyFigure(
                _("Turnover: what was sold"), money.turnover, doc.Kind.MONEY, "kr", key="turnover"
            ),
            doc.KeyFigure(
                _("Public share of income"),
                None if public is None else ratio(public, income),
                doc.Kind.PERCENT,
                key="public_share",
            ),
        )
    )
    note = _(
        "Public = work integration paid by public buyers, wage support, grants and partnership "
        "that are not stated as private, and goods and services stated as sold to public bodies."
    )
    return [
        figures,
        doc.table("income", "", columns, rows, totals=[total], note=note, compact=True),
    ]


def public_income(stated: YearlyFacts, money: YearMoney) -> int | None:
    """Öre that public bodies paid; None when it is not stated or the books do not tell."""
    given = money.source("grants") + money.source("partnership")
    sold = stated.value(FactKey.PUBLIC_SALES) if money.source("sales") else 0
    private = stated.value(FactKey.PRIVATE_GRANTS) if given else 0
    if sold is None or private is None or money.training_public is None:
        return None
    return money.training_public + money.source("wage_support") + given - private + sold


def _profit(facts: YearFacts) -> doc.Table:
    stated = facts.stated
    columns = [
        doc.text("use", _("Profit and its use"), 40),
        doc.money("amount", _("kr")),
        doc.text("proof", _("Document"), 24),
    ]
    title = subtotal_word(Subtotal.YEAR, says_surplus=facts.money.says_surplus)
    rows = [doc.row(title, facts.money.result, None, key="result")]
    rows += [
        doc.row(fact_word(key), stated.value(key), stated.reference(key) or None, key=key)
        for key in PROFIT
    ]
    return doc.table("profit", "", columns, rows, compact=True)


def _owners(stated: YearlyFacts) -> doc.Table:
    columns = [
        doc.text("who", _("Owners and board"), 40),
        doc.integer("persons", _("Persons")),
        doc.integer("coworkers", _("Of whom work here")),
        doc.percent("share", _("Share")),
    ]
    pairs = (
        (FactKey.MEMBERS, FactKey.MEMBER_COWORKERS),
        (FactKey.BOARD, FactKey.BOARD_COWORKERS),
    )
    rows = [
        doc.row(
            fact_word(whole),
            stated.value(whole),
            stated.value(part),
            stated.share(part, whole),
            key=whole,
        )
        for whole, part in pairs
    ]
    return doc.table("owners", "", columns, rows, compact=True)


def _note(threshold: int) -> doc.Note:
    return doc.Note(
        ngettext(
            "Counts of trainees, and of employees by form, below %(num)d person, and those they "
            "could be worked out from, are hidden. What is not counted is the enterprise's own "
            "statement.",
            "Counts of trainees, and of employees by form, below %(num)d persons, and those they "
            "could be worked out from, are hidden. What is not counted is the enterprise's own "
            "statement.",
            threshold,
        )
    )
