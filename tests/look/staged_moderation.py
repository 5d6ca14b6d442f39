"""Messages that wait, what was done with others, and who decides, for their pages to be seen."""

from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select

from coprod import web, written
from coprod.db import today
from coprod.issues import say_services
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.people.viewer import Viewer
from coprod.sign_in import queries
from coprod.sign_in import services as sign_in
from coprod.subjects import Subject
from forums import services as talk
from forums.models import Post, Thread
from forums.moderation import acts, appeals, flags, people, removing, unmasking
from forums.moderation.models import Vouch
from forums.said import Beside
from forums.words import BoardKind, FlagReason, TalkRule


def stage_moderation(stage: Any) -> None:
    """By the services that the pages use."""
    with web.open_session(app=stage.app) as session, stage.app.test_request_context():
        _Moderated(session, stage).do()
        session.commit()


class _Moderated:
    def __init__(self, session: Any, stage: Any) -> None:
        self.session, self.names, self.people = session, stage.names, stage.people

    def do(self) -> None:
        self._messages()
        self._people()
        self._unnamed()
        self._thread()

    def _messages(self) -> None:
        hannah, maureen, danny = (self._as(name) for name in ("hannah", "maureen", "danny"))
        waits = self._say("leon", "You are all too slow with the tea.")
        for who in ("angela", "jo"):
            found = self._look(waits)
            flags.flag(self.session, self._as(who), found, FlagReason.UNKIND, "It is about me.")
        self.names["waits_here"] = waits.id
        iris = Hat.person_id == self.people["iris"]
        self.names["iris_hat"] = self.session.scalar(select(Hat.id).where(iris).order_by(Hat.id))
        first = self._say("yusuf", "Ring me on 07700 900123.")
        flags.flag(self.session, danny, self._look(first), FlagReason.PRIVATE)
        note = "Can you say it without the name?"
        back = self._say("danny", "Jo forgot the tea again.")
        acts.send_back(self.session, hannah, self._look(back), note)
        self.names["back_post"] = back.id
        said = replace(say_services.start(danny, back.area_id), words="Jo forgot the milk again.")
        issue = say_services.raise_issue(self.session, danny, said)
        about = written.look(self.session, "issue", issue.id)
        self.names["back"] = acts.send_back(self.session, hannah, about, note).id
        edit = self._say("danny", "Ask Leon at number 4 about it.")
        acts.ask_edit(self.session, hannah, self._look(edit), "Ask Leon about it.", "No addresses.")
        down = self._say("danny", "The bus people are fools.")
        self.names["down"] = acts.take_down(
            self.session, hannah, self._look(down), TalkRule.KIND, "Hard on the bus, please."
        ).id
        self.names["was_down"] = down.id
        again = self._say("danny", "The cook is lazy.")
        act = acts.take_down(self.session, maureen, self._look(again), TalkRule.NO_NAMES)
        self.names["again"] = appeals.ask_again(self.session, danny, act, "I named nobody.").id
        self.names["to_flag"] = self._say("leon", "The tea is cold.").id
        self._say("danny", "My phone is 01632 960 123.")

    def _people(self) -> None:
        area_id = self._about().area_id
        maureen = self._as("maureen")
        self.session.execute(delete(Vouch).where(Vouch.person_id == self.people["grace"]))
        says = removing.Asking(
            TalkRule.KIND, "Too many unkind words.", "Hannah can bring your words."
        )
        asked = removing.ask(self.session, maureen, area_id, self.people["stan"], says)
        self.names["removal"] = asked.id
        peer = Hat(person_id=self.people["danny"], area_id=area_id, kind=HatKind.PEER_MODERATOR)
        peer.confirmed_by_id = self.people["hannah"]
        self.session.add(peer)
        unkind = self._say("sunil", "Nobody here can cook.")
        people.pause(self.session, maureen, self._look(unkind), 7, "Take a breath.")

    def _unnamed(self) -> None:
        beside = Beside(unnamed=True)
        iris, about = self._as("iris"), self._about()
        said = ("Somebody took my cup.", "I am cross about it.")
        found = [talk.say(self.session, iris, about, words, beside) for words in said]
        self.names["unnamed"] = found[0].id
        why = "The police asked for it."
        asked = unmasking.ask(self.session, self._as("maureen"), self._look(found[1]), why)
        self.names["who"] = asked.id

    def _thread(self) -> None:
        about = self._about()
        thread = Thread(area_id=about.area_id, board=BoardKind.EVERYONE, title="Tea at 4")
        thread.opened_on = today()
        self.session.add(thread)
        self.session.flush()
        self.names["whole_talk"] = thread.id

    def _about(self) -> Subject:
        issue = written.look(self.session, "issue", self.names["i18"])
        return Subject("issue", issue.key, issue.title, issue.area_id, issue.place_id)

    def _say(self, who: str, words: str) -> Post:
        return talk.say(self.session, self._as(who), self._about(), words)

    def _look(self, post: Post) -> Any:
        return written.look(self.session, "post", post.id)

    def _as(self, who: str) -> Viewer:
        self.session.flush()
        token = sign_in.start(self.session, self.people[who])
        self.session.flush()
        return queries.by_token(self.session, token).viewer
