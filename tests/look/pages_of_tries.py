"""The pages of tries and of rounds, in lines such as tests/look/pages.py reads."""

from improvement_cycles.pages import PAGES as QUESTIONS

TRIES = [
    "improvement_cycles.index /tries op",
    "improvement_cycles.index /tries?show=ended o",
    "improvement_cycles.project /tries/{c1} osmcap",
    "improvement_cycles.project /tries/{c2} oap",
    "improvement_cycles.project /tries/{c4} op",
    "improvement_cycles.project /tries/{my_try} fap",
    "improvement_cycles.new /tries/new p",
    "improvement_cycles.borrow /tries/{c6}/borrow p",
    "improvement_cycles.team /tries/{my_try}/team p",
    "improvement_cycles.go_page /tries/goes/{my_draft} fp",
    "improvement_cycles.go_page /tries/goes/{go_doing} opa",
    "improvement_cycles.go_page /tries/goes/{go_studying} oa",
    "improvement_cycles.go_page /tries/goes/{my_deciding} p",
    "improvement_cycles.go_page /tries/goes/{go_closed} op",
    "improvement_cycles.check /tries/goes/{my_draft}/check p",
    "improvement_cycles.check /tries/goes/{my_deciding}/check p",
    "improvement_cycles.note /tries/goes/{my_doing}/note p",
    "improvement_cycles.go_page /tries/goes/{go_kept} p",
    "improvement_cycles.still_there /tries/goes/{go_kept}/still-there p",
    "improvement_cycles.stop_early /tries/goes/{my_doing}/stop-early p",
    "improvement_cycles.go_page /tries/goes/{my_asked} pa",
    "improvement_cycles.check /tries/goes/{my_asked}/check p",
    "improvement_cycles.go_page /tries/goes/{the_42_go} p",
    "consent.ask /tries/goes/{my_asked}/can-we-try fsmp",
    "consent.ask /tries/goes/{the_42_go}/can-we-try pf",
    "consent.ask /tries/goes/{go_doing}/can-we-try p",
    "consent.ask /tries/goes/{my_left_off}/can-we-try p",
    "consent.worry /tries/goes/{my_asked}/can-we-try/say-more fp",
    "consent.worry /tries/goes/{the_42_go}/can-we-try/say-more p",
    "consent.stop /tries/goes/{my_asked}/can-we-try/say-why mp",
    "consent.stop /tries/goes/{my_asked}/can-we-try/say-why?seen=before p",
    "consent.stop /tries/goes/{my_left_off}/can-we-try/say-why p",
    "consent.stop /tries/goes/{go_doing}/can-we-try/say-why p",
    "consent.stop_touches_me /tries/goes/{my_left_off}/can-we-try/say-why/mine p",
    "consent.stop_as_worry /tries/goes/{my_left_off}/can-we-try/say-why/not-mine p",
    "consent.page /tries/goes/{my_asked}/consent fp",
    "consent.page /tries/goes/{my_asked}/consent a+",
    "consent.page /tries/goes/{the_42_go}/consent fp",
    "consent.reply /tries/goes/{my_asked}/consent/{a_worry}/answer p",
    "consent.met /tries/goes/{my_asked}/consent/{a_stop}/met a+",
    "consent.in_person /tries/goes/{my_asked}/consent/in-person a+",
    "consent.in_person_how /tries/goes/{my_asked}/consent/in-person/a?seen={asked_mark} a+",
    "consent.in_person_how /tries/goes/{my_asked}/consent/in-person/d?seen={asked_mark} a+",
    "consent.in_person_how /tries/goes/{my_asked}/consent/in-person/d?seen=before a+",
    "consent.in_person_words /tries/goes/{my_asked}/consent/in-person/d/paper?seen={asked_mark} a+",
    "consent.put_aside /tries/goes/{my_asked}/consent/smaller-or-drop p",
    "measures.page /measures/{c1m1} omcap",
    "measures.page /measures/{c2m1} oap",
    "measures.page /measures/{c4m1} op",
    "measures.new /tries/{c1}/measures/new p",
    *(
        f"measures.part /measures/{{c1m1}}/about/{name} p"
        for name in ("what", "about", "counts", "better", "who", "days", "whom")
    ),
    "measures.before /measures/{c1m1}/before p",
    "measures.week /measures/week pf",
    "measures.sheet /measures/{c1m1}/sheet p",
    "measures.sheet /measures/{events}/sheet p",
    "measures.sheets /measures/{c1m1}/sheets p",
    "measures.dot /measures/{c1m1}/dot p",
    "measures.dot /measures/{events}/dot p",
    "measures.dots /measures/{c1m1}/dots p",
    "measures.part /measures/{rate}/about/out-of p",
    "measures.part /measures/{rate}/about/few p",
    "measures.put_right /measures/{c1m1}/dots/{dot} p",
    "measures.choose_file /measures/{c1m1}/import p",
    "measures.columns /measures/{c1m1}/import/columns p",
    "measures.check /measures/{c1m1}/import/check?when=day&value=nights p",
    "measures.check /measures/{c1m1}/import/check?when=day&value=notes p",
    "measures.mark /measures/{c1m1}/mark p",
    "measures.mark /measures/{c8m1}/mark a",
    "measures.thanks /measures/{c1m1}/thanks p",
]


def questions() -> list[str]:
    """A line for each question of a go; the team has an address of its own."""
    state = {"plan": "draft", "try": "doing", "look": "studying", "decide": "deciding"}
    return [
        f"improvement_cycles.page /tries/goes/{{my_{state[one.step]}}}/{one.step}/{one.name} p"
        for one in QUESTIONS
        if one.name != "team"
    ]


ROUNDS = [
    "rounds.index /rounds pa",
    "rounds.one /rounds/{r2} pfsmca",
    "rounds.one /rounds/{r1} pa",
    "rounds.one /rounds/{choosing} p",
    "rounds.one /rounds/{planned} pa",
    "rounds.one /rounds/{over} pa",
    "rounds.one /rounds/{called_off} p",
    "rounds.how /rounds/{choosing}/how p",
    "rounds.new /rounds/new a+",
    "rounds.change /rounds/{planned}/change a+",
    "rounds.pictures /rounds/{planned}/pictures a+",
    "rounds.last_day /rounds/{r2}/last-day a+",
    "rounds.call_off /rounds/{r2}/call-off a+",
    "rounds.go_and_ask /rounds/{r2}/go-and-ask a+",
    "rounds.papers /rounds/{choosing}/papers a+",
    "rounds.print_papers /rounds/{choosing}/papers/print?first=1&last=2 a",
    "rounds.put_in /rounds/{choosing}/put-in pa+",
    "rounds.signs /rounds/{over}/odd a+",
    "rounds.heard /rounds/{over}/odd/{sign} a+",
    "rounds.add_small_voice /rounds/{over}/small-voice a+",
]
