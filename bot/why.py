"""Why a programme is near a goal: the wanted skills that its own words name, and how it fits the person."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from bot import phrases
from bot.goal.goal import Goal
from bot.goal.language import function_words
from bot.limits.wishes import primary
from bot.skills import Skill, Wanted, taught_of, wanted
from bot.words import say, say_many
from catalog.program import Program

LONGEST = 140
"""Characters of a sentence: a list is read on a small screen."""
_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:\.\w+)+)?")
_EVERYDAY = frozenset(
    """a an and or the of to in on for with at by from as is be my me i it that this into about how
    course courses job jobs work career learn want become basics introduction specialist""".split()  # noqa: SIM905
)
# Words of a title that name nothing to learn: a course "SQL for beginners" is about SQL.
_FRAMING = frozenset(
    """beginner beginners basic fundamentals foundations essentials complete getting started start intro guide
    specialization professional certificate training crash part level one 1 101""".split()  # noqa: SIM905
)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _ignored() -> frozenset[str]:
    return _EVERYDAY | function_words()


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that carry meaning."""
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _ignored())


def reasons(goal: Goal, program: Program) -> tuple[str, ...]:
    """Return short sentences, each true by the programme's own title, skills or text."""
    asked = wanted(goal)
    learnt = taught_of(asked.skills, program)
    found = [
        *_asked_for(learnt),
        *_listed_for_the_job(learnt, asked),
        *(() if learnt else _title(goal, program)),
        *_known(asked, program),
        *_level(goal, program),
        *_language(goal, program),
    ]
    return tuple(found)


def _asked_for(learnt: Iterable[Skill]) -> Iterable[str]:
    said = [skill.shown for skill in learnt if skill.is_said]
    if said:
        yield _shortest_of(said, lambda names: say("It teaches what you asked for: {skills}.", skills=names))


def _listed_for_the_job(learnt: Iterable[Skill], asked: Wanted) -> Iterable[str]:
    """Say how many of the job's skills it teaches; of several jobs only what all of them ask for counts."""
    names = [skill.shown for skill in learnt if skill.is_listed]
    if names:
        form = _of_one_job if len(asked.jobs) == 1 else _of_several_jobs
        yield _shortest_of(names, lambda skills: form(len(names), asked.listed, skills))


def _of_one_job(count: int, total: int, skills: str) -> str:
    return say_many(
        "It teaches {count} of the {total} skill listed for this job (ESCO): {skills}.",
        "It teaches {count} of the {total} skills listed for this job (ESCO): {skills}.",
        total,
        count=count,
        total=total,
        skills=skills,
    )


def _of_several_jobs(count: int, total: int, skills: str) -> str:
    return say_many(
        "It teaches {count} of the {total} skill that all jobs of this name share (ESCO): {skills}.",
        "It teaches {count} of the {total} skills that all jobs of this name share (ESCO): {skills}.",
        total,
        count=count,
        total=total,
        skills=skills,
    )


def _shortest_of(names: list[str], sentence: Callable[[str], str]) -> str:
    """Return the sentence with as many of the names as fit, the rest counted."""
    texts = (sentence(phrases.listed(names, most)) for most in range(len(names), 0, -1))
    last = ""
    for last in texts:
        if len(last) <= LONGEST:
            break
    return last


def _title(goal: Goal, program: Program) -> Iterable[str]:
    sought = stems(" ".join([goal.target or "", *goal.skills_wanted]))
    shared = [word for word in _WORD.findall(program.title) if stems(word) & sought]
    if shared:
        yield say("Its title names: {words}.", words=phrases.listed(list(dict.fromkeys(shared))))


def _known(asked: Wanted, program: Program) -> Iterable[str]:
    known = [
        skill for skill in taught_of(asked.has_known, program) if stems(skill.name) <= stems(program.title)
    ]
    if known:
        names = phrases.listed([skill.shown for skill in known])
        yield say("It is about what you already know: {skills}.", skills=names)


def is_about_the_known(goal: Goal, program: Program) -> bool:
    """Tell whether a title names nothing but what the person knows: "SQL for beginners", who knows SQL."""
    named = stems(program.title) - {_stem(word) for word in _FRAMING}
    known = frozenset(stem for skill in goal.skills_known for stem in stems(skill))
    return bool(named) and named <= known


def _level(goal: Goal, program: Program) -> Iterable[str]:
    if goal.level is not None and program.level == goal.level:
        yield say("Its level is as you said: {level}.", level=_levels()[goal.level])


def _levels() -> dict[str, str]:
    return {"beginner": say("beginner"), "intermediate": say("intermediate"), "advanced": say("advanced")}


def _language(goal: Goal, program: Program) -> Iterable[str]:
    """Say where a stated language is one that was asked for, or the person's own that is not English."""
    spoken = {primary(code): code for code in program.language}
    sought = [*map(primary, goal.course_languages), primary(goal.language)]
    own = next((code for code in sought if code in spoken), None)
    if own and (goal.course_languages or own != "en"):
        yield say("It is in a language you can use: {language}.", language=phrases.language(spoken[own]))
