"""Texts whose figures are checked one by one, each against its row, its goal, a formula or a count."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.advisor import Advisor
from bot.fit import relaxed
from bot.jobs import jobs_of
from bot.limits.judgement import Person
from bot.relax import moved
from bot.reply import Answer, Course, Enough
from bot.request import Request
from catalog.program import Program
from catalog.terms import Occupation
from tests.quality.figures import Figure, figures
from tests.quality.grounds import Grounds
from tests.quality.made_goals import counted_by_hand

TODAY = dt.date(2026, 11, 25)


class Checked:
    """The figures of many texts: how many come from where, and those that come from nowhere."""

    def __init__(self, advisor: Advisor) -> None:
        self.advisor = advisor
        self.programs = dict(advisor.generation.store.every())
        self.sources: Counter[str] = Counter()
        self.unexplained: list[str] = []

    def check(self, message: str, text: str, answer: Answer) -> None:
        """Check a reply or a list, of which each part belongs to its course."""
        grounds = self._grounds(message, answer)
        for program, part in parts(text, answer):
            self.check_part(replace(grounds, row=program), part)

    def check_part(self, grounds: Grounds, text: str) -> None:
        """Check what is said of one course, or before the first."""
        found = figures(text)
        for figure in found:
            source = grounds.why(figure, found)
            self.sources[source or "unexplained"] += 1
            if source in (None, "month unprinted"):
                self.unexplained.append(told(figure, grounds, source))

    def check_card(self, message: str, course: Course, text: str) -> None:
        """Check a screen of one course."""
        listed = asked_for(jobs_of(course.goal).target)
        self.check_part(Grounds(course.goal, message, TODAY, course.suggestion.program, listed), text)

    def _grounds(self, message: str, answer: Answer) -> Grounds:
        """Count the groups and what each relaxation brings, one programme after the other."""
        search = self.advisor._search(Request.of(message, TODAY), TODAY)
        person, near = search.person, search.close.tolist()
        counts = counted_by_hand(person, near, self.programs)
        counted = {*counts.values(), answer.unread, *range(1, 1 + 3 * answer.pages)}
        counted |= asked_for(jobs_of(answer.goal).target)
        values: list[Enough] = []
        for one in answer.relaxations:
            without = relaxed(answer.goal, one.limit)
            without = relaxed(without, one.beside) if one.beside else without
            counted.add(self._fits(person.wanting(without), near))
            if one.enough is not None:
                brings = self._fits(person.wanting(moved(answer.goal, one.limit, one.enough)), near)
                counted.add(brings)
                values += [one.enough] if brings else []
        return Grounds(answer.goal, message, TODAY, counted=counted, moved=values)

    def _fits(self, person: Person, near: Sequence[int]) -> int:
        return counted_by_hand(person, near, self.programs)["fits"]


def asked_for(jobs: Sequence[Occupation]) -> set[int]:
    """Return how many essential skills each job asks for, and how many all of them do."""
    essential = [{skill.code for skill in job.skills if skill.is_essential} for job in jobs]
    return {*map(len, essential), len(set.intersection(*essential))} if essential else set()


def told(figure: Figure, grounds: Grounds, source: str | None) -> str:
    """Return an unexplained figure with its line and the words that its row has for time and price."""
    row = grounds.row
    words = [
        one.words for name in ("duration", "price") for one in (row.receipts.get(name, ()) if row else ())
    ]
    return f"{figure.raw} {figure.unit} ({source}) in “{figure.line[:160]}” of {words}; {grounds.message}"


def parts(text: str, answer: Answer) -> Iterator[tuple[Program | None, str]]:
    """Return the lines before the first course, and those of each, which opens with its place and title."""
    programs = [one.program for one in answer.suggestions]
    opened: list[tuple[Program | None, list[str]]] = [(None, [])]
    for line in text.splitlines():
        following = programs[len(opened) - 1] if len(opened) <= len(programs) else None
        if following and re.match(rf"\d+\. {re.escape(' '.join(following.title.split())[:12])}", line):
            opened.append((following, []))
        opened[-1][1].append(line)
    yield from ((program, "\n".join(lines)) for program, lines in opened)


def report(checked: Checked) -> None:
    """Print where the figures come from; none comes from nowhere."""
    print(f"\n{sum(checked.sources.values())} figures: {dict(checked.sources.most_common())}")
    kinds = Counter(re.sub(r"\d[\d,.]*", "9", one.split(" of [")[0])[:150] for one in checked.unexplained)
    print("\n".join(f"{count} × {kind}" for kind, count in kinds.most_common(40)))
    assert not checked.unexplained, checked.unexplained[:20]
