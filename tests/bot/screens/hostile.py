"""Courses, goals and answers made of texts that broke other bots' messages, for property tests."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from bot.cost import cost_for
from bot.fit import GROUPS
from bot.goal.goal import Goal
from bot.goal.reader import read
from bot.limits.judgement import Person
from bot.limits.table import judgements
from bot.pace import span_for
from bot.reply import PAGE_SIZE, Answer, Course, Relaxation, Suggestion, View
from bot.trial.lint import screen_faults
from catalog.program import Duration, Price, Program, Receipt
from catalog.rates import shipped_rates
from catalog.text import clean_text

TODAY = dt.date(2026, 11, 25)
RATES = shipped_rates()
PIECES = (
    "<b>", "</b>", "&", "&amp", "&lt;b&gt;",
    '<a href="tg://user?id=1">', "*bold*", "_x_", "[x](y)", "`", "\\",
    "😀", "🎯🎯", "👨‍👩‍👧‍👦", "1️⃣",
    "→", "\u202eright to left\u202c", "\u2066isolate\u2069", "zero\u200bwidth",
    "\ufeff", "W" * 300, "аналитикданныхснулядопрофессионалазашестьмесяцевобучениядомам",
    "12345", "2024", "٣",
    "line\nbreak", "old\r\nbreak", "tab\there", "nul\x00",
    "\ud83d", "\ufdfa", "é\u0301\u0301\u0301", "…", "...",
    "/start", "@someone", "https://example.org/?a=1&lt=2", "Data analysis",
    "SQL for nurses.", "Free!", ":", "—",
)  # fmt: skip
URLS = (
    None, "https://example.org/course",
    "http://example.org", "https://localhost/x", "tg://user?id=1",
    "javascript:alert(1)", 'https://example.org/"><b>',
    "https://example.org/a b", "https://пример.рф/курс",
    "https://user:pw@example.org", "https://example.org:8443/",
    "https://1.2.3.4/", "https://[::1]/", "https://",
    "https://example.org/" + "a" * 240,
    "https://example.org/" + "a" * 970, "https://example.org/" + "a" * 4000,
    "https://ex_ample.org", "https://-bad.org",
    "https://example.org/\u202egro", "HTTPS://EXAMPLE.ORG/A",
    "https://t.me/someone?start=x", "https://a.b",
    "https://example..org", "https://example.org/?q=<b>&x",
)  # fmt: skip
_WISHES = (
    "Free only.",
    "Under 50 euros.",
    "3 hours a week.",
    "By June.",
    "With a certificate.",
    "In 2 weeks.",
)
list_ids = st.integers(1, 10**12 - 1)


class Maker:
    """Makes hostile values by chance, from pieces and from the unicode that hypothesis came up with."""

    def __init__(self, chance: Random, drawn: Sequence[str]) -> None:
        self._chance, self._pieces = chance, [*PIECES, *drawn]

    def one(self, *values: Any) -> Any:
        """One of the values."""
        return self._chance.choice(values)

    def text(self, most: int = 8) -> str:
        """A text of up to so many pieces."""
        pieces = self._chance.choices(self._pieces, k=self._chance.randint(0, most))
        return self._chance.choice((" ", " ", "")).join(pieces)

    def words(self, most: int = 8) -> str:
        """A text that is not empty after the cleaning that every catalogue's text passes."""
        return f"{self.text(most)} {self.one('x', 'Ж', '7')}" if self.one(True, False) else "1️⃣ Data"

    def maybe(self, most: int = 8) -> str | None:
        """A text or nothing."""
        return self.one(None, self.text(most))  # type: ignore[no-any-return]

    def several(self, most: int, length: int = 8) -> tuple[str, ...]:
        """Some texts."""
        return tuple(self.words(length) for _ in range(self._chance.randint(0, most)))

    def day(self) -> dt.date | None:
        """A day or nothing."""
        return self.one(None, TODAY + dt.timedelta(days=self._chance.randint(-900, 900)))  # type: ignore[no-any-return]

    def program(self) -> Program:
        """A course."""
        amount, hours = (Decimal(0), Decimal("49.90"), Decimal("123456789012.34")), (None, 0.5, 1, 18, 10_000)
        named = ("duration", "price", "outcomes", "skills", "level", "credential")
        return Program(
            id=clean_text(self.text()),  # ids come out of the store, which takes no half of a letter
            title=self.words(),
            provider=self.one(None, self.words()),
            institution=self.one(None, self.words()),
            url=self.one(*URLS),
            credential=self.one(None, "certificate", "badge", "other"),
            description=self.maybe(60),
            outcomes=self.several(4, 40),
            skills=self.several(9),
            prerequisites=self.maybe(40),
            assessment=self.maybe(40),
            proof=self.one(None, "attendance", "licence"),
            duration=Duration(*(self.one(*hours) for _ in range(6))),
            price=Price(
                self.one("free", "free_to_learn", "paid", "subscription", "unknown"),
                self.one(*amount),
                self.one(None, *amount),
                self.one(None, "USD", "EUR", "XTS"),
                self.one(None, "total", "month", "year", "week"),
                self.one(None, *amount),
            ),
            level=self.one("beginner", "advanced", "any", "unknown"),
            language=self.one((), ("en",), ("es-MX", "zh-Hant", "x-<b>", "q"), ("en",) * 40),
            pace=self.one(None, "self-paced", "scheduled"),
            start=self.day(),
            end=self.day(),
            status=self.one(None, "open", "full", "closed"),
            as_of=self.one(None, "2019", "2023-03", "2026-09-14"),
            receipts={name: self._receipts() for name in named if self.one(True, False)},
        )

    def _receipts(self) -> tuple[Receipt, ...]:
        def receipt() -> Receipt:
            row, as_of = self.one(None, 2, 10**9), self.one(None, "2019", "2026-09-14")
            return Receipt(self.text(), self.text(30), row, self.maybe(), as_of, self.maybe())

        return tuple(receipt() for _ in range(self._chance.randint(1, 5)))

    def goal(self) -> Goal:
        """What is read of a message with hostile words in it."""
        wishes = " ".join(self._chance.choices(_WISHES, k=self._chance.randint(0, 4)))
        return read(f"I want to become a data analyst {self.text()}. {wishes}", TODAY)

    def answer(self) -> Answer:
        """One page of a list."""
        goal, group, page = self.goal(), self.one(*GROUPS), self.one(0, 1, 99)
        found = tuple(suggested(self.program(), goal, group) for _ in range(self.one(1, 2, PAGE_SIZE)))
        counts = {one: self.one(0, 3, 4000) for one in GROUPS}
        counts[group] = (
            page * PAGE_SIZE + len(found) + (self.one(0, 1, 5000) if len(found) == PAGE_SIZE else 0)
        )
        relaxed = tuple(Relaxation(name, 3) for name in ("budget", "hours_per_week", "free_only"))
        return Answer(goal, TODAY, counts, found, self.one((), relaxed), self.one(0, 12), View(group, page))

    def course(self) -> Course:
        """One course, judged for a goal."""
        goal = self.goal()
        return Course(goal, TODAY, suggested(self.program(), goal, self.one(*GROUPS)))


def suggested(program: Program, goal: Goal, group: Any) -> Suggestion:
    """Judge a programme as the advisor does."""
    span = span_for(program.duration, program.pace, program.end, goal.hours_per_week, TODAY, program.start)
    judged = judgements(
        Person(goal, TODAY, RATES), lambda name: 0 if name == "number" else getattr(program, name)
    )
    cost = cost_for(program.price, goal.certificate is True, span)
    why = (f"teaches {program.skills[0]}",) if program.skills else ()
    return Suggestion(program, group, span, cost, tuple(judged), why)


# A seed, not hypothesis's own chance: that keeps a record of every choice and takes most of the time.
def _is_no_raw_word(text: str) -> bool:
    """A course may be called "None"; that words of ours never are is what the lint looks for."""
    return not any("raw word" in fault for fault in screen_faults(text, [], []))


makers = st.builds(
    lambda seed, drawn: Maker(Random(seed), drawn),
    st.integers(0, 2**32),
    st.lists(st.text(min_size=1, max_size=30).filter(_is_no_raw_word), max_size=4),
)
