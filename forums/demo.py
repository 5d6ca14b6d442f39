"""The demo area's talk about its issues."""

from typing import Any

from sqlalchemy.orm import Session

from coprod.issues.words import SaidAs
from coprod.text import as_html
from forums.models import Post

_SAID = {
    "what we see": SaidAs.WHAT_WE_SEE,
    "with help to type": SaidAs.HELP_TO_TYPE,
    "my own words": SaidAs.OWN_WORDS,
}


def load(session: Session, demo: Any) -> None:
    """Load the comments on every issue, oldest first."""
    told = [
        (comment["days_ago"], issue["id"], comment)
        for issue in demo.data["issues"]
        for comment in issue["comments"]
    ]
    for days_ago, issue_id, comment in sorted(told, key=lambda one: -one[0]):
        issue = demo.found["issues"][issue_id]
        helper = comment.get("helper")
        session.add(
            Post(
                subject_kind="issue",
                subject_key=issue.id,
                area_id=demo.area.id,
                place_id=issue.place_id,
                author_id=demo.people[comment["who"]].id,
                author_hat=demo.hat(comment["who"]),
                words=comment["text"],
                html=as_html(comment["text"]),
                said_as=said_as(comment.get("said_as", "")),
                helper_id=demo.people[helper].id if helper else None,
                posted_on=demo.day(days_ago),
            )
        )
    session.flush()


def said_as(words: str) -> SaidAs:
    return (
        SaidAs.SAID_ALOUD
        if words.startswith("said out loud")
        else _SAID.get(words, SaidAs.OWN_WORDS)
    )
