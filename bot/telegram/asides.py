"""The screens behind a list's buttons: which question to the advisor each of them is."""

import datetime as dt
from typing import NamedTuple

from bot.advisor import Advisor
from bot.jobs import jobs_of
from bot.plan import Plan
from bot.reply import Course
from bot.request import Request
from bot.screens import compare, degree, files, job, path, plain, receipts
from bot.screens import course as course_screens
from bot.screens.course import NOT_KEPT, Keeping
from bot.screens.results import view_of
from bot.screens.screen import Action, Op, Screen

OPS: frozenset[Op] = frozenset(("course", "read", "where", "path", "compare", "job", "degree", "file"))


class Aside(NamedTuple):
    """A screen beside a list, and whether what the button asked for is still there."""

    screen: Screen
    is_there: bool = True


def aside(  # noqa: PLR0913, PLR0917 - a question, who asks it, and what stands around its answer
    advisor: Advisor,
    action: Action,
    request: Request,
    today: dt.date,
    notice: str | None,
    keeping: Keeping = NOT_KEPT,
) -> Aside:
    """Return the screen that an action of `OPS` asks for, of the list of a goal."""
    if action.op == "path":
        return _path(advisor, action, request, today)
    if action.op == "job":
        return Aside(job.job(request.goal, jobs_of(request.goal), action.list_id))
    if action.op == "compare":
        return _compared(advisor, action, request, today, notice)
    if action.op == "degree":
        return _beside_a_degree(advisor, action, request, today)
    if action.op == "file":
        return _file(advisor, action, request, today, notice)
    key, _, page = action.arg.partition(".")
    found = advisor.course(request, today, key)
    if found is None:
        return _gone(action)
    if action.op == "course":
        return Aside(course_screens.card(found, action.list_id, advisor.rates, notice, keeping))
    return Aside(_of_course(action, found, int(page) if page.isdecimal() else 0))


def _of_course(action: Action, found: Course, page: int) -> Screen:
    if action.op == "where":
        return receipts.receipts(found, action.list_id)
    return course_screens.reading(found, action.list_id, page)


def _compared(
    advisor: Advisor, action: Action, request: Request, today: dt.date, notice: str | None
) -> Aside:
    found = advisor.compared(request, today, view_of(action.arg))
    return Aside(compare.compare(found, action.list_id, notice)) if found else _gone(action)


def _file(advisor: Advisor, action: Action, request: Request, today: dt.date, notice: str | None) -> Aside:
    wanted = files.wanted_of(action.arg)
    if wanted is None:
        return _gone(action)
    plan = _plan(advisor, wanted.plan, request, today)
    if plan is None:
        return _without_plan(advisor, action, wanted.plan, request, today)
    if wanted.form is None:
        return Aside(files.files_offered(action.list_id, wanted.plan))
    return Aside(files.plan_file(plan, wanted, action.list_id, advisor.rates, notice))


def _plan(advisor: Advisor, name: str, request: Request, today: dt.date) -> Plan | None:
    if name == files.WHOLE_PATH:
        found = advisor.path(request, today)
        return found.plan or found.single
    return advisor.plan(request, today, name)


def _path(advisor: Advisor, action: Action, request: Request, today: dt.date) -> Aside:
    return Aside(path.path(advisor.path(request, today), action.list_id, advisor.rates))


def _beside_a_degree(advisor: Advisor, action: Action, request: Request, today: dt.date) -> Aside:
    name = action.arg or files.WHOLE_PATH
    plan = _plan(advisor, name, request, today)
    if plan is None:
        return _without_plan(advisor, action, name, request, today)
    return Aside(degree.degree(plan, action.list_id, action.arg, advisor.rates))


def _without_plan(advisor: Advisor, action: Action, name: str, request: Request, today: dt.date) -> Aside:
    """Say why there is no path, or that the course is not there any more."""
    return _path(advisor, action, request, today) if name == files.WHOLE_PATH else _gone(action)


def _gone(action: Action) -> Aside:
    return Aside(plain.gone(action.list_id), is_there=False)
