"""The page where an advocate says who people of the area can ring."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Invalid, NotFound
from coprod.groups import areas, policy
from coprod.groups.forms import NATION, WhoToRingForm
from coprod.groups.routes import bp
from coprod.people.working_days import Nation
from coprod.sign_in.door import area, viewer
from coprod.web import go, session, show


@bp.route("/group/who-to-ring", methods=["GET", "POST"])
def who_to_ring() -> Response:
    """A person to ring, the local number, and when."""
    here = area()
    if here is None or not viewer().moderates(here.id):
        raise NotFound("There is nothing here for you.")
    policy.may_say_who_to_ring.require(viewer(), here.id)
    form = WhoToRingForm(obj=here)
    if form.validate_on_submit():
        try:
            areas.set_numbers(session(), viewer(), here.id, form.value())
        except Invalid as invalid:
            form.refuse({name: _(why) for name, why in invalid.errors.items()})
        else:
            session().commit()
            return go(url_for(".who_to_ring", kept="yes"))
    return show(
        "groups/who_to_ring.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        kept=request.args.get("kept") == "yes",
        nations=[(nation.value, NATION[nation]) for nation in Nation],
    )
