"""Every page there is, an address for it, and who sees it differently.

A page's last viewer is the one who sees most of it. `staff_words` marks pages for staff, advocates
and whoever looks after numbers: they may use longer sentences.
"""

from dataclasses import dataclass

from tests.look.pages_of_moderation import MODERATION
from tests.look.pages_of_talk import TALK
from tests.look.pages_of_tries import ROUNDS, TRIES, questions


@dataclass(frozen=True)
class Page:
    """One page: what makes it, where it is, and the kinds of viewer that see it differently."""

    endpoint: str
    address: str
    viewers: tuple[str, ...]
    staff_words: bool = False

    def __str__(self) -> str:
        return f"{self.endpoint}:{self.address}"


_KINDS = {
    "o": "signed out",
    "p": "person",
    "f": "family",
    "s": "staff",
    "m": "manager",
    "c": "commissioner",
    "a": "advocate",
    "t": "site admin",  # looks after the computer
    "k": "contact",
    "v": "teller",  # of a worry, signed in
}


def _pages(*told: str) -> list[Page]:
    """Pages from lines such as "issues.index /issues op", with "+" after those in staff's words."""
    found = []
    for line in told:
        endpoint, address, viewers = line.split(" ")
        names = tuple(_KINDS[letter] for letter in viewers.rstrip("+"))
        found.append(Page(endpoint, address, names, staff_words=viewers.endswith("+")))
    return found


_CONCERN = {"passed": "passed", "came_back": "back", "close": "close", "answer": "answer"}
_CONTACT = ("hours", "away", "end")
_DRAFT = "/good-life/{draft}/versions/1"
_WRITE = (
    "words short picture looks-like not-like services us when-wrong for-whom writers"  # each a page
)

PAGES = [
    *_pages(
        "front.page / ofsmcap",
        "front.my_things /my-things fsmp",
        "front.your_turn /your-turn psma",
        "front.whole_list /all/waiting pm",
        "front.whole_list /all/nobody p",
        "front.whole_list /all/due m",
        "front.whole_list /all/revisit m",
        "front.my_list /my-things/said p",
        "front.my_list /my-things/follow p",
        "front.my_promises /my-things/tome p",
        "concerns.worried /worried op",
        "concerns.told /worried/told op",
        "concerns.answers /worried/answers o",
        "concerns.notes /my-things/notes v",
        "concerns.queue /concerns k+",
        "concerns.one /concerns/{waits} k+",
        "concerns.one /concerns/{s1} k+",
        *(f"concerns.{name} /concerns/{{s1}}/{path} k+" for name, path in _CONCERN.items()),
        "concerns.wrong /concerns/{s1}/wrong/{passed_step} k+",
        "concerns.contacts_page /group/contacts a+",
        "concerns.contact /group/contacts/{rosa} a+",
        *(f"concerns.contact_{name} /group/contacts/{{rosa}}/{name} a+" for name in _CONTACT),
        "concerns.open_place /group/open/{new_street} a+",
        "concerns.open_place /group/open/{mill-lane} a+",
        "sign_in.page /sign-in o",
        "sign_in.areas /areas op",
        "sign_in.demo_door /demo-door po",
        "sign_in.my_settings /my-settings op",
        "sign_in.passphrase /my-settings/passphrase p",
        "drafts.unsent /drafts/unsent fp",
        "groups.index /group oftap",
        "jobs.index /what-the-site-does t+",
        "groups.hat /group/hat/{mill-lane} p",
        "groups.link /group/invitation p",
        "groups.invite /group/invite pa",
        "groups.waiting /group/waiting a+",
        "groups.who_to_ring /group/who-to-ring a+",
        "groups.people /group/people/{mill-lane} a+",
        "groups.left /group/hats/{worn}/left a+",
        "groups.new_passphrase /new-passphrase/{new_passphrase} o",
        "groups.welcome /group/welcome pa",
        "groups.invited /invited/{invited} po",
        "vision.index /good-life omap",
        "vision.statement /good-life/{v1} omscap",
        "vision.statement /good-life/{v9} oap",
        "vision.statement /good-life/{v4} oa",
        "vision.statement /good-life/{v6} op",
        "vision.statement /good-life/{v8} op",
        "vision.look_again /good-life/{v9}/look-again map",
        "vision.answer /good-life/{v9}/look-again/people p",
        "vision.still_right /good-life/{v9}/still-right p",
        "vision.put_away /good-life/{v9}/put-away a+",
        "vision.history /good-life/{v1}/versions op",
        "vision.version /good-life/{v1}/versions/2 op",
        "vision.version /good-life/{v4}/versions/3 o",
        f"vision.version {_DRAFT} fp",
        f"vision.agree {_DRAFT}/agree p",
        "vision.sign_up /good-life/{v2}/versions/2/sign-up mp",
        f"vision.sign_up {_DRAFT}/sign-up f",
        f"vision.throw_away {_DRAFT}/throw-away p",
        "vision.principles /good-life/principles a+",
        "vision.starting /good-life/principles/starting a+",
        "vision.new_principle /good-life/principles/new a+",
        "vision.principle /good-life/principles/1 a+",
        "vision.principle_words /good-life/principles/{choosing}/words op",
        "vision.new /good-life/new/1 p",
        *(f"vision.write {_DRAFT}/write/{slug} p" for slug in _WRITE.split()),
    ),
    *_pages(
        "issues.index /issues oap",
        "issues.index /issues?words=tea op",
        "issues.index /issues?words=zzzz o",
        "issues.choose /issues/choose op",
        "issues.issue /issues/{i18} ofmcasp",
        "issues.issue /issues/{i12} osp",
        "issues.issue /issues/{i01} op",
        "issues.issue /issues/{i02} op",
        "issues.issue /issues/{i07} p",
        "issues.issue /issues/{i09} p",
        "issues.issue /issues/{i14} p",
        "issues.issue /issues/{i15} p",
        "issues.issue /issues/{i16} op",
        "issues.issue /issues/{i23} p",
        "issues.issue /issues/{i24} op",
        "issues.issue /issues/{i29} p",
        "issues.issue /issues/{i30} pa",
        "issues.issue /issues/{spoken} fap",
        "issues.issue /issues/{written} fp",
        "issues.write_down /issues/{spoken}/write-down pa",
        "issues.give_job /issues/{i12}/jobs pa",
        "issues.say /say sp",
        "issues.check /say/check p",
        *(
            f"issues.say_ask /say/ask/{name} p"
            for name in ("place", "kind", "how", "photo", "voice", "name", "readers")
        ),
        "issues.said /say/{said} p",
        "issues.said /say/{spoken} p",
        "issues.said_ask /say/{spoken}/ask/voice p",
        "issues.said_ask /say/{spoken}/ask/name p",
        "issues.said_ask /say/{written}/ask/voice p",
        *(
            f"issues.said_ask /say/{{said}}/ask/{name} p"
            for name in (
                "place kind how helper seen statement picture photo name readers".split()  # noqa: SIM905
            )
        ),
        "issues.said_ask /say/{asked}/ask/much a",
        "issues.said /say/{asked} a",
        "issues.synonyms /say/synonyms a+",
        "issues.said_lane /say/{said}/ask/lane p",
        "issues.said_lane /say/{locked}/ask/lane p",
        "issues.issue /issues/{i08} pm",
        "issues.issue /issues/{i17} pma",
        "issues.issue /issues/{locked} pa",
        "issues.move_lane /issues/{locked}/lane a+",
        *(
            f"issues.lane_list /issues/lanes/{name} a+"
            for name in ("late", "refused", "unsaid", "others", "few")
        ),
        "promises.answer /issues/{i18}/answer s+",
        *(
            f"promises.answer /issues/{{i18}}/answer/{step} s+"
            for step in ("why", "day", "promise", "who", "by", "check")
        ),
        "promises.better /better/{ask} o",
        "promises.say_better /issues/{i12}/better p",
        "promises.said /issues/{i12}/better/answers op",
        "promises.asked /better fp",
        "promises.make_sheets /issues/{i12}/better/sheets a+",
        "promises.make_sheets /issues/{on_paper}/better/sheets?stopped=1 a+",
        "promises.print_sheets /issues/{on_paper}/better/sheets/{sheet} a+",
        "promises.type_code /sheet op",
        "promises.sheet /sheet/{code} o",
        "promises.sheet_thanks /sheet/thanks o",
        "promises.index /promises omp",
        "promises.index /promises?show=late o",
        "promises.index /promises?show=changed o",
        "promises.index /promises?show=kept op",
        "promises.promise /promises/{promise} om",
        "promises.promise /promises/{told} o",
        "promises.promise /promises/{outside_promise} oa",
        "promises.change /promises/{promise}/change m+",
        "promises.change /promises/{outside_promise}/change a+",
        "promises.kept /promises/{outside_promise}/kept a+",
        "promises.not_kept /promises/{outside_promise}/not-kept a+",
        "promises.kept /promises/{promise}/kept m+",
        "promises.not_kept /promises/{promise}/not-kept m+",
        "pass_on.index /passed-on op",
        "pass_on.index /passed-on?answered=yes op",
        "pass_on.pass_on /issues/{i12}/pass-on p",
        *(f"pass_on.pass_on /issues/{{i12}}/pass-on/{step} p" for step in ("note", "check")),
        "pass_on.one /passed-on/{to_ask} a+",
        "pass_on.one /passed-on/{to_send} a+",
        "pass_on.letter_page /passed-on/{to_send}/letter a+",
        "pass_on.may_it_go /passed-on/{to_ask}/may-it-go p",
        "pass_on.off_page /passed-on/{answered}/off-page a+",
        "pass_on.answer_outside /passed-on/answer/{outside} o",
        "pass_on.thanks /passed-on/thanks o",
        "joining.same_as /issues/{i18}/same-as p",
        "joining.same_as /issues/{i18}/same-as?words=zzzz p",
        "joining.joining /joins/{join_i23} fa",
        "joining.joining /joins/{to_join} ap",
        "joining.joining /joins/{may_join} pa",
        "joining.undo /joins/{join_i23}/undo f",
        "joining.apart /joins/{may_join}/apart a+",
        "joining.decide /joins/{left_join}/decide a+",
        "joining.follow /joins/{followed}/follow p",
    ),
    *_pages(
        "meetings.at_place /meetings/at/{mill-lane} map",
        "meetings.at_place /meetings/at/{brookside} a",
        "meetings.meeting_pack /meetings/pack/{mill-lane} fsmap",
        "meetings.meeting_pack /meetings/pack/{brookside} a",
        "meetings.new /meetings/at/{mill-lane}/new p",
        "meetings.change /meetings/{coming}/change p",
        "meetings.meeting /meetings/{coming} mp",
        "meetings.meeting /meetings/{today} p",
        "meetings.meeting /meetings/{blank} p",
        "meetings.meeting /meetings/{meeting} map",
        "meetings.meeting /meetings/{past-1} fp",
        "meetings.meeting /meetings/{past-2} p",
        "meetings.begin /meetings/{today}/begin p",
        "meetings.end /meetings/{meeting}/end p",
        "meetings.here /meetings/{meeting}/here mp",
        "meetings.write /meetings/{meeting}/write mp",
        "meetings.write /meetings/{meeting}/write?about=issue-{i18}&card=red p",
        "meetings.add /meetings/{ended}/add p",
        "meetings.not_so /meetings/said/{in_meeting}/not-so p",
        "meetings.mine /meetings/mine sp",
        *(
            f"meetings.screen /meetings/{{meeting}}/screen/{step} p"
            for step in ("new", "choices", "pictures", "promises", "said")
        ),
        "meetings.cards /meetings/cards op",
        *(f"meetings.card /meetings/cards/{colour} op" for colour in ("red", "yellow", "green")),
    ),
    *_pages(*TRIES, *questions(), *ROUNDS, *TALK, *MODERATION),
]

NOT_PAGES = {  # an endpoint that answers GET, and why it is not looked at
    "static": "files",
    "boards.feed": "a feed",
    "front.leave": "leads away from the site",
    "groups.code": "a picture",
    "issues.photo": "a picture",
    "concerns.file": "a picture or a recording",
    "issues.sound": "a recording",
    "improvement_cycles.seen_photo": "a picture",
    "improvement_cycles.seen_sound": "a recording",
    "issues.sent": "leads to what was sent",
    "forums.post": "leads to the page it is on",
    "forums.photo": "a picture",
    "forums.recording": "a recording",
    "pass_on.square": "a picture",
    "drivers.drawing": "a drawing as a file",
    "measures.csv": "a file of numbers",
    "measures.xlsx": "a file of numbers",
    "measures.svg": "a drawing as a file",
    "measures.as_png": "a drawing as a file",
    "improvement_cycles.report_file": "a file of words",
    "measures.sheet_photo": "a picture",
    "measures.refused_rows": "a file of rows",
    "moderation.photo": "a picture",
    "moderation.recording": "a recording",
}

VISITS = [(page, viewer) for page in PAGES for viewer in page.viewers]
