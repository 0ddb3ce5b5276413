"""Behaviour of bot/why.py: each reason is a sentence that is true by the programme's own words."""

from bot.goal.goal import Goal
from bot.why import LONGEST, is_about_the_known, reasons
from catalog.program import Program


def test_what_was_asked_for_comes_first() -> None:
    goal = Goal("goal", target="data analyst", skills_wanted=("SQL", "statistics"), level="beginner")
    program = Program("x", "SQL and statistics", skills=("Data engineering",), level="beginner")
    assert reasons(goal, program)[0] == "It teaches what you asked for: SQL and statistics."
    assert reasons(goal, program)[-1] == "Its level is as you said: beginner."


def test_skills_of_the_job_are_counted_and_named() -> None:
    goal = Goal("goal", target="data engineer")
    found = reasons(goal, Program("x", "Data warehouse basics", skills=("Data models",)))
    assert found == (
        "It teaches 2 of the 23 skills listed for this job (ESCO): data warehouse and data models.",
    )


def test_the_title_is_named_only_where_no_skill_is_taught() -> None:
    goal = Goal("goal", target="data engineer")
    assert reasons(goal, Program("x", "A day of an engineer")) == ("Its title names: engineer.",)


def test_what_is_known_is_said() -> None:
    goal = Goal("goal", target="data engineer", skills_known=("SQL",))
    assert "It is about what you already know: SQL." in reasons(goal, Program("x", "SQL in practice"))


def test_the_own_language_is_a_reason_where_it_is_stated() -> None:
    goal = Goal("goal", language="es", target="fotografía")
    sentence = "It is in a language you can use: Spanish."
    assert sentence in reasons(goal, Program("x", "Fotografía", language=("es",)))
    assert sentence not in reasons(goal, Program("x", "Fotografía", text_language="es"))
    assert not any(
        "language" in one
        for one in reasons(Goal("goal", target="art"), Program("x", "Art", language=("en",)))
    )


def test_a_long_list_is_shortened_and_counted() -> None:
    wanted = tuple(f"skill number {number} of a long list" for number in range(9))
    (sentence,) = reasons(Goal("goal", skills_wanted=wanted), Program("x", "A course", skills=wanted))
    assert len(sentence) <= LONGEST
    assert sentence.endswith("more.")


def test_nothing_near_says_nothing() -> None:
    assert reasons(Goal("goal", target="data engineer"), Program("x", "Baking bread")) == ()


def test_a_course_about_nothing_but_the_known() -> None:
    goal = Goal("goal", target="data engineer", skills_known=("SQL",))
    assert is_about_the_known(goal, Program("x", "SQL for Beginners"))
    assert not is_about_the_known(goal, Program("x", "SQL for data warehouses"))
