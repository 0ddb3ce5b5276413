"""The door for those who do not know yet: what one did last, and the jobs near it, by taps alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.job_facts import caution_lines
from bot.nearby import Near, job_name, job_named, key_of_job
from bot.screens import keywords
from bot.screens.buttons import in_twos, new_goal_button
from bot.screens.choices import typed_lines
from bot.screens.screen import Action, Button, Screen, label, lines, one_line, rows
from bot.screens.talk import talk_button
from bot.words import capitalized, mark, say, say_many, spoken
from catalog.terms import ATTRIBUTION, Listed

ON_PAGE = 5
END = "end"
"""The page after the last."""
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("Office work"),
        ("administrative assistant", "secretary", "receptionist", "data entry clerk", "bookkeeper",
         "office manager", "office clerk", "call centre agent"),
    ),
    (
        mark("Shop and sales"),
        ("shop assistant", "cashier", "sales assistant", "sales representative", "store manager",
         "customer service representative", "real estate agent", "market vendor"),
    ),
    (
        mark("Kitchen and guests"),
        ("cook", "waiter", "barista", "bartender", "kitchen assistant", "baker", "chef", "hotel porter"),
    ),
    (
        mark("Health and care"),
        ("nurse", "nursing assistant", "caregiver", "healthcare assistant", "social worker", "pharmacist",
         "physiotherapist", "dental assistant"),
    ),
    (
        mark("Teaching and sport"),
        ("primary school teacher", "language teacher", "primary school teaching assistant", "tutor",
         "corporate trainer", "sports coach", "kindergarten teacher", "librarian"),
    ),
    (
        mark("Building and repair"),
        ("carpenter", "electrician", "plumber", "bricklayer", "house painter", "roofer", "welder",
         "car mechanic"),
    ),
    (
        mark("Driving and warehouse"),
        ("truck driver", "taxi driver", "bus driver", "car and van delivery driver", "courier",
         "warehouse worker", "hand packer", "mover"),
    ),
    (
        mark("Factory"),
        ("electronic equipment assembler", "furniture assembler", "sewing machine operator", "butcher",
         "product quality inspector", "tailor", "machine operator supervisor", "motor vehicle assembler"),
    ),
    (
        mark("Cleaning and safety"),
        ("cleaner", "domestic cleaner", "laundry worker", "building caretaker", "security guard",
         "hairdresser", "police officer", "firefighter"),
    ),
    (
        mark("Farm and garden"),
        ("farmer", "crop production worker", "livestock worker", "landscape gardener", "garden labourer",
         "forest worker"),
    ),
    (
        mark("Computers and design"),
        ("software developer", "web developer", "data analyst", "software tester", "graphic designer",
         "photographer", "video editor", "journalist"),
    ),
    (
        mark("Money and engineering"),
        ("accountant", "bank teller", "financial analyst", "project manager", "lawyer",
         "mechanical engineer", "civil engineer", "marketing manager"),
    ),
)  # fmt: skip
"""Kinds of work in everyday words, each with common jobs of it, called as the terms call them."""
_NAME_LENGTH = 60


def last_job(list_id: int, contact: str | None) -> Screen:
    """Ask what a person did last."""
    kinds = [
        Button(say(words), Action("door", list_id, f"g{place}")) for place, (words, _) in enumerate(GROUPS)
    ]
    others = [
        Button(say("Nothing yet"), Action("areas", list_id)),
        Button(say("A subject"), Action("areas", list_id)),
    ]
    return Screen(
        lines(
            [
                say("What did you do last? Tap a kind of work, or write the job."),
                say("I look for jobs that share its skills."),
            ],
            typed_lines([one.label for one in (*kinds, *others)], on_a_line=2),
        ),
        rows(*in_twos(kinds), others, [talk_button(contact), new_goal_button()]),
    )


def jobs_of_kind(place: int, list_id: int) -> Screen:
    """Ask which job of a kind of work it was."""
    found = [job for job in map(job_named, GROUPS[place][1]) if job]
    names = [f"{number}. {_name(job)}" for number, job in enumerate(found, start=1)]
    # Names of both genders are cut alike ("Maestro de educación …"): the numbers tell them apart.
    buttons = [
        Button(
            label(name, say("{place}. Job", place=number)), Action("door", list_id, f"j.{key_of_job(job)}")
        )
        for number, (name, job) in enumerate(zip(names, found, strict=True), start=1)
    ]
    back = Button(say("Back"), Action("door", list_id))
    words = [*names, back.label]
    return Screen(
        lines(
            [say("Which of these jobs is closest?"), say("If it is another, write its name.")],
            typed_lines(words),
        ),
        rows(*in_twos(buttons), [back, new_goal_button()]),
    )


@dataclass(frozen=True, slots=True)
class NearJobs:
    """Jobs near the last one, those of them that no course is close to, and the page that comes after."""

    last: Listed
    shown: Sequence[Near]
    untaught: Sequence[Listed]
    more: int | None


def near_jobs(jobs: NearJobs, list_id: int, contact: str | None) -> Screen:
    """Return jobs near the last one, with what is counted of each."""
    last, found = jobs.last, jobs.shown
    if not found:
        return _none_left(last, list_id, contact)
    none = Button(say("None of these"), Action("door", list_id, f"j.{key_of_job(last)}.{jobs.more or END}"))
    back = Button(say("Back"), Action("door", list_id))
    taps = [
        Button(
            label(f"{place}. {_name(one.job)}", say("{place}. Job", place=place)),
            Action("door", list_id, f"n.{key_of_job(last)}.{key_of_job(one.job)}"),
        )
        for place, one in enumerate(found, start=1)
    ]
    words = [*(str(place) for place in range(1, len(found) + 1)), none.label, back.label]
    return Screen(
        lines(
            [say("Jobs that share skills with your last one: {job}.", job=_name(last)), *_counted(found)],
            [
                _without_courses(jobs.untaught),
                say("I compare ESCO's lists for both jobs. I do not know what you can do."),
                *caution_lines(),
                ATTRIBUTION[0],
            ],
            keywords.offered(words),
        ),
        rows(*((tap,) for tap in taps), [none, talk_button(contact, list_id)], [back, new_goal_button()]),
    )


def _counted(found: Sequence[Near]) -> Iterable[str]:
    for place, near in enumerate(found, start=1):
        listed = len(near.job.essential)
        yield (
            say("{place}. {job}.", place=place, job=_name(near.job))
            + " "
            + say_many(
                "You already have {shared} of its {count} listed skill (ESCO).",
                "You already have {shared} of its {count} listed skills (ESCO).",
                listed,
                shared=len(near.shared),
                count=listed,
            )
        )


def _without_courses(untaught: Sequence[Listed]) -> str:
    if not untaught:
        return ""
    return say("No close course here for: {jobs}.", jobs=phrases.listed([_name(job) for job in untaught]))


def _none_left(last: Listed, list_id: int, contact: str | None) -> Screen:
    see = Button(say("See the areas"), Action("areas", list_id))
    back = Button(say("Back"), Action("door", list_id))
    return Screen(
        lines(
            [
                say("I know no more jobs that share skills with: {job}.", job=_name(last)),
                say("You can look at what the catalogue is about, or write what you like to do."),
            ],
            keywords.offered([see.label, back.label]),
        ),
        rows([see, talk_button(contact, list_id)], [back, new_goal_button()]),
    )


def _name(job: Listed) -> str:
    name = one_line(job_name(job, spoken()), _NAME_LENGTH)
    return capitalized(name)
