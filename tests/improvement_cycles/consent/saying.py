"""What people say to a plan, and what is said back to them."""

from improvement_cycles.consent import advocate, services


def everyone_says_yes(tries, people, cycle):
    for person in (tries.danny, people["Kath"], people["Leon"]):
        tries.says(cycle, person, "yes")


def reply(tries, cycle, worrier, by, words="We thought of that."):
    asked = tries.asked(cycle, by)
    services.reply(tries.session, tries.as_(by), asked, asked.standing.of(worrier.id), words)


def meet(tries, cycle, stopper, words="She keeps her night."):
    asked = tries.asked(cycle, tries.hannah)
    stop = asked.standing.of(stopper.id)
    advocate.meet(tries.session, tries.as_(tries.hannah), asked, stop, words)


def open_again(tries, cycle, person):
    asked = tries.asked(cycle, person)
    services.open_again(tries.as_(person), asked, asked.standing.of(person.id))
