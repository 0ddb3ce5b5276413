"""What comes out of a programme: its own outcomes and skills, and what one holds at the end."""

from bot import phrases
from catalog.program import Program

_OUTCOME_LENGTH = 160
_OUTCOMES_SHOWN = 2
_SKILLS_SHOWN = 6


def outcome_line(program: Program) -> str:
    """Return the provider's own outcomes, else the skills it lists, and the credential."""
    if program.outcomes:
        shown = [
            phrases.shortened(one, _OUTCOME_LENGTH).rstrip(".") for one in program.outcomes[:_OUTCOMES_SHOWN]
        ]
        first = "; ".join(f"“{one}”" for one in shown)
    elif program.skills:
        first = f"the provider lists these skills: {phrases.listed(program.skills, _SKILLS_SHOWN)}"
    else:
        first = f"outcomes {phrases.NOT_STATED}"
    return f"{phrases.sentences([first])} {credential_sentence(program)}"


def credential_sentence(program: Program) -> str:
    """Return what one holds at the end, as far as it is stated."""
    named = phrases.CREDENTIALS.get(program.credential or "")
    if named:
        return f"You get {phrases.article(named)}."
    if program.price.certificate_amount is not None:
        return "You can buy a certificate."
    return f"Whether you get a certificate is {phrases.NOT_STATED}."
