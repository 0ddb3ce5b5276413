"""What comes out of a programme: its own outcomes and skills, and what one holds at the end."""

from collections.abc import Iterable

from bot import phrases
from bot.lines.figures import figure_lines
from bot.words import say, say_many
from catalog.program import GENERAL_TERMS, Credits, Program

_OUTCOME_LENGTH = 160
_OUTCOMES_SHOWN = 2
_SKILLS_SHOWN = 6
_EXAMINED = ("assessed", "supervised_exam", "licence")


def outcome_line(program: Program) -> str:
    """Return the provider's own outcomes, else the skills it lists, and the credential."""
    return f"{outcomes_sentence(program)} {credential_sentence(program)}"


def outcomes_sentence(program: Program) -> str:
    """Return the provider's own outcomes, else the skills it lists."""
    if program.outcomes:
        shown = [
            phrases.shortened(one, _OUTCOME_LENGTH).rstrip(".") for one in program.outcomes[:_OUTCOMES_SHOWN]
        ]
        return f"{'; '.join(map(phrases.quoted, shown))}."
    if program.skills:
        return say(
            "The provider lists these skills: {skills}.", skills=phrases.listed(program.skills, _SKILLS_SHOWN)
        )
    return say("Outcomes not stated.")


def credential_sentence(program: Program) -> str:
    """Return what one holds at the end, as far as it is stated; what costs extra is bought, not got."""
    if program.price.certificate_amount and program.credential in (None, "certificate"):
        return say("You can buy a certificate.")
    if named := _CREDENTIALS.get(program.credential or ""):
        return named()
    return say("Whether you get a certificate is not stated.")


_CREDENTIALS = {
    "badge": lambda: say("You get a digital badge."),
    "certificate": lambda: say("You get a certificate."),
    "professional_certificate": lambda: say("You get a professional certificate."),
    "nanodegree": lambda: say("You get a nanodegree."),
    "specialization": lambda: say("You get a specialization (a series of courses)."),
    "micromasters": lambda: say("You get a MicroMasters."),
    "degree": lambda: say("You get a degree."),
}


def outcome_facts(program: Program) -> Iterable[str]:
    """Return what the credential is worth as the source states it, and former learners' figures.

    What is not stated is said where somebody pays for it; nothing is taken from the credential's name.
    """
    yield f"{credential_sentence(program)} {proof_sentence(program)}"
    if program.assessment:
        yield say("Assessment: {assessment}.", assessment=program.assessment.rstrip(". "))
    elif program.proof not in _EXAMINED:
        yield say("No assessment is stated.")
    if program.awarding_body:
        yield say("Awarded by: {body}.", body=program.awarding_body.rstrip(". "))
    if program.credits:
        yield _credits(program.credits)
    if program.counts_towards:
        yield say("Counts towards, as the source says: {larger}.", larger=program.counts_towards.rstrip(". "))
    # Lists write 0 for what never runs out.
    if program.valid_years:
        yield say_many(
            "Valid for {count} year.",
            "Valid for {count} years.",
            program.valid_years,
            count=phrases.number(program.valid_years),
        )
    yield from figure_lines(program)


def proof_sentence(program: Program) -> str:
    """Return what the credential proves, as the source states it."""
    proof = _PROOFS[program.proof]() if program.proof else say("What it proves is not stated.")
    if program.proof is None and program.price.kind in ("paid", "subscription", "free_to_learn"):
        ask = say("Ask what you get before you pay.")
        return f"{proof} {ask}"
    if any((one.how or "").startswith(GENERAL_TERMS) for one in program.receipts.get("proof", ())):
        general = say("This is from the provider's general terms, not this course's own.")
        return f"{proof} {general}"
    return proof


_PROOFS = {
    "attendance": lambda: say("It proves that you attended."),
    "completion": lambda: say("It proves that you finished it."),
    "assessed": lambda: say("It proves that you passed an assessment."),
    "supervised_exam": lambda: say("It proves that you passed a supervised exam."),
    "licence": lambda: say("It is a licence, as the source says."),
}


def _credits(credits: Credits) -> str:
    amount = phrases.number(float(credits.amount))
    if credits.scheme:
        return say("Credits: {amount} {scheme}.", amount=amount, scheme=credits.scheme)
    return say("Credits: {amount}. Of which kind is not stated.", amount=amount)
