"""Living through a diary of the demo area, one thing after the other, each on its day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from coprod.db import as_at
from improvement_cycles.diary import counting, trying
from improvement_cycles.diary.here import Here

_DOES: Mapping[str, Callable[[Here], None]] = {
    "begin": trying.begin,
    "borrow": trying.borrow,
    "join": trying.join,
    "agree": trying.agree,
    "say": trying.say,
    "check": trying.check,
    "answer": trying.answer,
    "reply": trying.reply,
    "start": trying.start,
    "beside": trying.beside,
    "look": trying.look,
    "to_decide": trying.to_decide,
    "decide": trying.decide,
    "task": trying.task,
    "tick": trying.tick,
    "see": trying.see,
    "still_there": trying.still_there,
    "count": counting.count,
    "dots": counting.dots,
    "before": counting.before,
    "mark": counting.mark,
    "draw": counting.draw,
    "idea": counting.idea,
}
_LOOKS = frozenset({"before", "to_decide", "decide"})
Step = tuple[str, Mapping[str, Any]]  # the try it is in, and what is told of it


def live(session: Session, demo: Any, diaries: Sequence[Mapping[str, Any]]) -> None:
    """Do everything that these diaries tell, in the order of its days."""
    steps = [step for one in diaries for step in _steps(one)]
    for slug, told in sorted(steps, key=lambda step: -step[1]["ago"]):
        with as_at(demo.at(told["ago"])):
            _DOES[told["does"]](Here(session, demo, slug, told))
            session.flush()


def _steps(diary: Mapping[str, Any]) -> Iterator[Step]:
    """What was done in a try; with the dots, up to their day, before each look at its pictures."""
    slug, counted = diary["try"], list[tuple[dict[str, Any], list[Any]]]()

    def put_in(ago: int) -> Iterator[Step]:
        for dots, days in counted:
            if now := [day for day in days if day[0] >= ago]:
                yield slug, dots | {"ago": ago, "days": now}
            days[:] = days[len(now) :]

    for told in diary["steps"]:
        if told["does"] in _LOOKS:
            yield from put_in(told["ago"])
        yield slug, told
        if told["does"] == "count":
            about = {"does": "dots", "measure": told["measure"], "who": told["says"]["who_counts"]}
            counted.append((about, list(told["days"])))
    yield from put_in(0)
