"""What is written about the example's trainees, and who waits for a place; all of it invented."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    NoteKind,
    ProgressStep,
    SituationKind,
    WaitingStatus,
)
from asfdesk.domain.people.progress import Consent, Goal, SituationReport, Step, TraineeNote
from asfdesk.domain.people.waiting import Waiting
from asfdesk.services.example import cast
from asfdesk.services.people.follow_goals import add_goal, add_step
from asfdesk.services.people.keep_notes import add_consent, add_note
from asfdesk.services.people.manage_waiting import add_request
from asfdesk.services.people.write_situations import add_situation

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

AINO, CARINA, FATMA, LENA, OMAR, ROLAND, SARA = 1, 3, 6, 13, 16, 19, 20
"""Numbers of trainees, and of their only placements."""

_ONGOING, _REACHED = GoalStatus.ACTIVE, GoalStatus.REACHED
_STEPS = tuple(ProgressStep)

GOALS = (
    Goal(0, AINO, date(2026, 2, 2), _REACHED, date(2026, 6, 15), "Öppna caféet på egen hand"),
    Goal(0, AINO, date(2026, 6, 15), _ONGOING, None, "Ansvara för beställningar en vecka i taget"),
    Goal(0, FATMA, date(2026, 3, 9), _ONGOING, None, "Arbeta fem timmar om dagen"),
    Goal(0, LENA, date(2026, 3, 2), _REACHED, date(2026, 5, 25), "Komma i tid varje dag"),
    Goal(0, LENA, date(2026, 3, 2), _ONGOING, None, "Prova på lager hos en annan arbetsgivare"),
    Goal(0, SARA, date(2026, 8, 24), _ONGOING, None, "Lära sig kassan"),
    Goal(0, SARA, date(2026, 8, 24), GoalStatus.CHANGED, date(2026, 10, 5), "Sköta disken själv"),
)
STEPS = (
    Step(0, AINO, date(2025, 4, 7), _STEPS[0], _STEPS[1], "Har hittat sina rutiner"),
    Step(0, AINO, date(2025, 10, 6), _STEPS[1], _STEPS[2], ""),
    Step(0, AINO, date(2026, 6, 15), _STEPS[2], _STEPS[3], "Öppnar själv tre dagar i veckan"),
    Step(0, LENA, date(2026, 4, 13), _STEPS[0], _STEPS[2], "Packar och märker varor"),
    Step(0, LENA, date(2026, 9, 7), _STEPS[2], _STEPS[4], "Praktik på lager två dagar i veckan"),
    Step(0, SARA, date(2026, 9, 28), _STEPS[0], _STEPS[1], ""),
)
NOTES = (
    TraineeNote(0, AINO, date(2026, 6, 15), NoteKind.TALK,
                "Vill ta mer ansvar efter sommaren. Vi provar beställningarna från augusti."),
    TraineeNote(0, AINO, date(2026, 9, 21), NoteKind.MEETING,
                "Möte med kommunens handläggare och Maria. Alla är nöjda. Nytt möte i december."),
    TraineeNote(0, LENA, date(2026, 10, 19), NoteKind.MEETING,
                "Lagret vill ha kvar henne. Handläggaren frågar om lönebidrag."),
    TraineeNote(0, SARA, date(2026, 10, 5), NoteKind.TALK, "Trivs bättre i kassan än i disken."),
)  # fmt: skip
CONSENTS = (
    Consent(0, AINO, ConsentKind.FOLLOW_UP, date(2025, 1, 13), None, "Papper i pärm 1"),
    Consent(0, AINO, ConsentKind.PICTURE, date(2025, 6, 2), date(2026, 1, 8), "Bild i broschyren"),
    Consent(0, LENA, ConsentKind.FOLLOW_UP, date(2026, 3, 2)),
    Consent(0, LENA, ConsentKind.REFERRER, date(2026, 3, 2)),
    Consent(0, ROLAND, ConsentKind.FOLLOW_UP, date(2026, 4, 7)),
)
SITUATIONS = (
    SituationReport(
        0, OMAR, date(2026, 8, 28), SituationKind.FINAL, date(2026, 1, 12), date(2026, 8, 28),
        tasks="Odling och skötsel av växthuset, försäljning på torget.",
        conditions="Kortare dagar i början.",
        assessment="Har visat stort intresse för odling men vill söka annat.",
        next_step="Handläggaren bokar möte om utbildning.",
    ),
    SituationReport(
        0, ROLAND, date(2026, 10, 30), SituationKind.FINAL, date(2026, 4, 7), date(2026, 10, 30),
        tasks="Snickeri: reparerar möbler, tar emot kunder, håller ordning på verktygen.",
        conditions="Eget bord och tid att planera dagen.",
        assessment="Arbetar självständigt och håller tider. Redo för praktik hos en arbetsgivare.",
        comment="Jag har fått tillbaka suget att jobba.",
        next_step="Matchning hos Bryggan från november.",
    ),
    SituationReport(
        0, LENA, date(2026, 11, 2), SituationKind.PROLONGATION, date(2026, 3, 2),
        date(2026, 10, 30),
        tasks="Packning och märkning, sedan september också lager hos en annan arbetsgivare.",
        conditions="Tydlig arbetslista varje morgon. Samma handledare hela veckan.",
        assessment="Klarar heltid och tar egna initiativ. Behöver stöd i kontakten med nya "
        "människor.",
        comment="Jag vill fortsätta på lagret.",
        next_step="Förlängning i tre månader, med fyra dagar i veckan på lagret.",
    ),
    SituationReport(
        0, FATMA, date(2026, 11, 5), SituationKind.PROLONGATION, date(2026, 5, 1),
        date(2026, 10, 30),
        tasks="Sömnad och lagning av kläder till butiken.",
        assessment="Arbetar lugnt och noggrant. Tiden har ökat från tre till fyra timmar.",
        next_step="Pröva fem timmar om dagen under våren.",
    ),
)  # fmt: skip
WAITING = (
    Waiting(0, date(2026, 8, 31), ReferringBody.MUNICIPALITY, Form.WORK_TRAINING,
            buyer_id=cast.LINDAS, wished_from=date(2026, 12, 1), name="Tova Almqvist",
            contact="070-174 06 21", note="Vill helst arbeta i växthuset."),
    Waiting(0, date(2026, 9, 14), ReferringBody.MUNICIPALITY, Form.WORK_TRAINING,
            WaitingStatus.OFFERED, cast.LINDAS, date(2026, 11, 16), name="Ulf Brännström",
            contact="ulf.brannstrom@post.example"),
    Waiting(0, date(2026, 10, 12), ReferringBody.EMPLOYMENT_SERVICE, Form.WORK_TRIAL,
            buyer_id=cast.BRYGGAN, name="Warda Ismail", contact="070-174 06 35"),
    Waiting(0, date(2026, 10, 26), ReferringBody.SOCIAL_INSURANCE, Form.ENHANCED_WORK_TRAINING,
            buyer_id=cast.STEGEN, wished_from=date(2027, 1, 11)),
    Waiting(0, date(2026, 6, 8), ReferringBody.MUNICIPALITY, Form.WORK_TRAINING,
            WaitingStatus.DECLINED, cast.LINDAS, closed_on=date(2026, 8, 20)),
)  # fmt: skip


def write_about_trainees(session: WriteSession) -> None:
    """Goals, steps, notes, consents, texts of reports, and the waiting list."""
    today = cast.TODAY
    for goal in GOALS:
        add_goal(session, goal, today)
    for step in STEPS:
        add_step(session, step, today)
    for note in NOTES:
        add_note(session, note, today)
    for consent in CONSENTS:
        add_consent(session, consent, today)
    for report in SITUATIONS:
        add_situation(session, report, today)
    for request in WAITING:
        add_request(session, request, today)
