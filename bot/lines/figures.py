"""What became of former learners: shares and wages as a source reports them, never a course's effect."""

from collections.abc import Iterable

from bot import phrases
from bot.words import say, say_many
from catalog.program import Figure, Program


def figure_lines(program: Program) -> Iterable[str]:
    """Return each figure with its period, horizon, sample and year, or that the source does not state them.

    A quarter's wage stays a quarter's: nothing is multiplied.
    """
    found = [
        f"{said(figure)} {_behind(figure)}"
        for said, figure in (
            (_completed, program.completion),
            (_employed, program.employment),
            (_earned, program.wages),
        )
        if figure is not None
    ]
    if found:
        yield from found
        yield say("These are former learners, as the source reports: not a promise.")


def _completed(figure: Figure) -> str:
    return say("Former learners who finished: {share}.", share=_share(figure))


def _employed(figure: Figure) -> str:
    return say("Former learners in work: {share}.", share=_share(figure))


def _share(figure: Figure) -> str:
    return f"{phrases.number(float(figure.amount * 100))}%"


def _earned(figure: Figure) -> str:
    amount = phrases.money(figure.amount, figure.currency)
    if figure.per == "hour":
        return say("Former learners earned {amount} an hour.", amount=amount)
    if figure.per == "week":
        return say("Former learners earned {amount} a week.", amount=amount)
    if figure.per == "month":
        return say("Former learners earned {amount} a month.", amount=amount)
    if figure.per == "quarter":
        return say("Former learners earned {amount} a quarter, that is in three months.", amount=amount)
    if figure.per == "year":
        return say("Former learners earned {amount} a year.", amount=amount)
    return say("Former learners earned {amount}; for how long is not stated.", amount=amount)


def _behind(figure: Figure) -> str:
    """Return when it was measured, of how many people, and in which year."""
    found = [say("Measured after: {time}.", time=figure.horizon)] if figure.horizon else []
    if figure.sample is not None:
        found.append(
            say_many(
                "{count} person was counted.",
                "{count} people were counted.",
                figure.sample,
                count=phrases.number(figure.sample),
            )
        )
    if figure.year is not None:
        found.append(say("Year: {year}.", year=figure.year))
    if figure.sample is None and figure.year is None:
        found.append(say("Of how many people and when is not stated."))
    elif figure.sample is None:
        found.append(say("Of how many people is not stated."))
    elif figure.year is None:
        found.append(say("The year is not stated."))
    return " ".join(found)
