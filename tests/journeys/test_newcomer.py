"""What a newcomer finds in Alderbrook: everything that choosing together can come to, on its pages.

They come in as anybody, by picture. A line is who looks, where, what is there, and what is not.
"""

import json

from sqlalchemy import select

from coprod.demo.load import DATA, MORE, Demo
from coprod.issues.models import Issue
from coprod.joining.models import Joining
from coprod.vision.models import Principle
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject
from tests.journeys.pages import words

NOBODY = ""
MUSIC, SWAP = "/tries/goes/{Music at dinner}/", "/tries/goes/{Swap jobs on Friday}/"
LOUD, PRAYS = "Loud songs hurt my ears.", "I pray at 1."
THERE = (
    # your rights: one has time, one is late, and words of which nobody has said it
    ("yusuf", "/issues/{My wages are in the office}", "Who must answer Graham Sutton", "late"),
    (
        "graham",
        "/",
        "My wages are in the office Your rights It needs an answer by",
        "I asked to read",
    ),
    ("hannah", "/issues/lanes/late", "I asked to read my notes", "My wages are in the office"),
    ("hannah", "/", "Phones go in a box It may be a right", "My wages are in the office Your"),
    ("hannah", "/issues/lanes/unsaid", "It says “took”, “our”.", "I asked to read my notes"),
    # what just needs fixing, and the other lists of the advocate
    ("ruth", "/issues/{The front door at the Yard sticks}", "By when", "Nobody's job yet"),
    ("tash", "/issues/{The back steps are dark}", "Leads Nobody's job yet", "Who must answer"),
    ("hannah", "/issues/lanes/others", "Ask which language, and ask who", "The back steps"),
    ("hannah", "/issues/lanes/few", "Tommy's five photos", "The back steps are dark"),
    # a part of a good life that was said in other words
    (
        NOBODY,
        "/good-life",
        "Why Some had too much support, and some had too little.",
        "Hannah Lowe, ",
    ),
    ("danny", "/good-life/principles/{Choosing}/words", "Hannah Lowe, for the", "your own front"),
    # promises
    (NOBODY, "/promises?show=changed", "Why: The electrician is ill.", "head office"),
    (NOBODY, "/promises?show=late", "Answer from head office", "A new lamp"),
    (NOBODY, "/promises?show=kept", "Somebody picks up from 8", "A new lamp"),
    (NOBODY, "/promises", "The county council (example), Bus pass team (outside)", "Fix the gate"),
    # is it really better
    (
        NOBODY,
        "/issues/{The Yard phone rings and rings}",
        "is not better yet.",
        "this says it is better.",
    ),
    ("sunil", "/issues/{The Yard phone rings and rings}", "The same I rang at 8", "Better"),
    ("nasreen", "/issues/{The bus home does not wait}", "Better There is a new driver.", "worse"),
    ("ruth", "/better", "The bus home does not wait", "The front door"),
    # can we try this
    ("priya", MUSIC + "can-we-try", f"You said STOP {LOUD}", PRAYS),
    ("tash", MUSIC + "consent", "It cannot start now. We asked on", PRAYS),
    ("tash", MUSIC + "consent", LOUD, "Priya Raman"),
    ("yusuf", MUSIC + "can-we-try", f"You said I have a worry {PRAYS}", "Priya Raman"),
    ("hannah", MUSIC + "consent", f"{PRAYS} I did not like to say so to all.", "wrote that"),
    ("hannah", "/", "Somebody needs you here: Music at dinner", "21 days are over"),
    ("yusuf", SWAP + "can-we-try", "round the beans.", "Loud songs"),
    ("tash", SWAP + "consent", "Hannah Lowe wrote that it is put right.", "now. We asked on"),
    ("tash", SWAP + "consent/smaller-or-drop", "21 days are over.", "Loud songs"),
    # joining two
    ("kath", "/", "This was joined with another: The doctor asked Jo how I feel", "What is on"),
    ("kath", "/joins/{i38}/follow", "Yes, it counts for the second one", "What is on"),
    ("priya", "/issues/{Talking over my head}", "Another one is joined to this", "stands alone"),
    ("sunil", "/issues/{What is on this week?}", "Yusuf Hussain undid it.", "follow?"),
)


def test_a_newcomer_finds_each_of_these_on_the_pages(session, enter, visitor):
    places = dict(session.execute(select(Issue.title, Issue.id)).all())
    goes = select(ImprovementProject.title, Cycle.id).join_from(
        Cycle, ImprovementProject, ImprovementProject.id == Cycle.project_id
    )
    places |= dict(session.execute(select(Principle.name, Principle.id)).all())
    places |= dict(session.execute(goes.order_by(Cycle.id)).all())
    into = select(Joining.id).where(Joining.issue_id == places["The doctor asked Jo how I feel"])
    places["i38"] = session.scalars(into).one()
    browsers = {NOBODY: visitor}
    for who, where, there, not_there in THERE:
        browsers[who] = browsers.get(who) or enter(who)
        answer = browsers[who].get(where.format_map(places))
        said = words(answer.text)
        assert answer.status_code == 200, (who, where)
        assert there in said, (who, where, there)
        assert not_there not in said, (who, where, not_there)


def test_what_was_added_leaves_the_data_and_its_names_alone():
    told, more = (json.loads(one.read_text(encoding="utf-8")) for one in (DATA, MORE))
    for name in ("people", "issues"):
        assert Demo().data[name] == told[name] + more[name]
        ids = [one["id"] for one in Demo().data[name]]
        assert len(set(ids)) == len(ids)
