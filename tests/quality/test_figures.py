"""Every number and date of a reply has its receipt: the row, the goal or a printed formula (make measure)."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.fit import relaxed
from bot.jobs import jobs_of
from bot.limits.judgement import Person
from bot.relax import moved
from bot.reply import Answer, Enough, key_of
from bot.screens.course import card
from bot.screens.results import results
from catalog.program import Program
from catalog.terms import Occupation
from index.build import build
from index.encoder import TOY_MODEL
from tests.quality.figures import Figure, Stated, figures
from tests.quality.grounds import Grounds
from tests.quality.made_goals import counted_by_hand, made_goals

pytestmark = pytest.mark.measure
TODAY = dt.date(2026, 11, 25)
REPLIES, SCREENS = 2_000, 300


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

    def _grounds(self, message: str, answer: Answer) -> Grounds:
        """Count the groups and what each relaxation brings, one programme after the other."""
        search = self.advisor._search(message, answer.goal, TODAY)
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


@pytest.fixture(scope="module")
def checked(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The corpus, indexed without weights: which courses come up does not matter here."""
    data = tmp_path_factory.mktemp("figures") / "data"
    build([shared / "eval" / "corpus.jsonl"], data, (TOY_MODEL,))
    return Checked(Advisor.open(data))


def test_every_figure_of_a_reply_has_its_receipt(shared: Path, checked: Checked) -> None:
    """Over 2,000 replies with all limits: each number and date stands in the row, the goal or a formula."""
    advisor = checked.advisor
    for message in made_goals(shared, REPLIES, seed=18):
        reply = advisor.reply(message, TODAY)
        if reply.answer:
            checked.check(message, reply.text, reply.answer)
    report(checked)


def test_every_figure_of_a_screen_has_its_receipt(shared: Path, checked: Checked) -> None:
    """The same of lists, of cards, and of where their facts were read."""
    advisor = checked.advisor
    for message in made_goals(shared, SCREENS, seed=19):
        answer = advisor.page(message, TODAY)
        if answer is None:
            continue
        checked.check(message, results(answer, 1, advisor.rates, None).text, answer)
        for suggestion in answer.suggestions[:2]:
            key = key_of(suggestion.program.id)
            course = advisor.course(message, TODAY, key)
            assert course
            listed = asked_for(jobs_of(course.goal).target)
            grounds = Grounds(course.goal, message, TODAY, course.suggestion.program, listed)
            checked.check_part(grounds, card(course, 1, advisor.rates, None).text)
    report(checked)


def report(checked: Checked) -> None:
    """Print where the figures come from; none comes from nowhere."""
    print(f"\n{sum(checked.sources.values())} figures: {dict(checked.sources.most_common())}")
    kinds = Counter(re.sub(r"\d[\d,.]*", "9", one.split(" of [")[0])[:150] for one in checked.unexplained)
    print("\n".join(f"{count} × {kind}" for kind, count in kinds.most_common(40)))
    assert not checked.unexplained, checked.unexplained[:20]


def test_the_parser_reads_numbers_and_dates() -> None:
    """What it misses cannot be checked: units, ranges, money, words and dates are read."""
    line = "At most 1,249.50 US dollars, 4 to 6 hours a week, 45 minutes, two weeks, until 6 January 2027."
    read = [(one.value, one.unit, one.date) for one in figures(line)]
    assert [(float(value), unit) for value, unit, date in read if date is None] == [
        (1249.5, "USD"),
        (4, "hour a week"),
        (6, "hour a week"),
        (45, "minute"),
        (2, "week"),
    ]
    assert [date for *_, date in read if date] == [Stated(2027, 1, 6)]
    assert figures("Facts from March 2023.")[0].date == Stated(2023, 3)


def test_an_invented_figure_is_found(checked: Checked) -> None:
    """The check can fail: of a true line with another number, that number has no receipt."""
    number = next(n for n, one in checked.programs.items() if one.duration.hours_max == 9.0)
    program: Mapping[str, Program] = {"row": checked.programs[number]}
    goal = checked.advisor.reply("data analyst", TODAY).goal
    grounds = Grounds(goal, "data analyst", TODAY, program["row"])
    assert [grounds.why(one, ()) for one in figures("9 hours of work.")] == ["row"]
    for invented in ("8 hours of work.", "9 weeks.", "49 US dollars.", "Facts from March 2019.", "9 months."):
        assert [grounds.why(one, ()) for one in figures(invented)] == [None]
