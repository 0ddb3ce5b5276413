"""Behaviour of bot/query.py: what is searched for, and what is not."""

import datetime as dt

import pytest

from bot.goal.reader import read
from bot.query import searched_text, wanted_text

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    "limits",
    [
        "under $200",
        "5 hours a week",
        "free only",
        "max 20 hours in total",
        "not Udemy",
        "by March",
        "no more than 2 months",
    ],
)
def test_limits_are_not_searched_for(limits: str) -> None:
    """The words and numbers of a limit leave the text; what is wanted stays."""
    message = f"nurse, I want to work with dementia, {limits}"
    text = searched_text(message, read(message, TODAY))
    assert "dementia" in text
    assert not any(digit in text for digit in "0123456789$")
    assert "Udemy" not in text


def test_the_target_and_the_wanted_skills_lead() -> None:
    """Where the person comes from does not."""
    goal = read("from barista to backend developer, want to learn Node.js and PostgreSQL", TODAY)
    assert wanted_text(goal).casefold() == "backend developer, node.js, postgresql"


PERSONAL = {
    "I want to become a data analyst": (
        "I'm 52 years old. | I am a single mother of two, and | I am a woman. | I come from Syria and"
        " | I'm a 45 year old man from Nigeria,"
    ),
    "quiero ser analista de datos": "Tengo 52 años y | Soy madre soltera con dos hijos, | Soy mujer.",
    "je veux devenir analyste de données": "J'ai 48 ans et | Je suis une femme, | Je viens du Sénégal.",
    "ich möchte Buchhalterin werden": (
        "Ich bin 50 Jahre alt und | Ich bin alleinerziehende Mutter, | Ich komme aus Syrien."
    ),
    "quero ser analista de dados": "Tenho 40 anos e | Sou mãe solteira,",
    "voglio diventare contabile": "Ho 45 anni e | Sono una donna.",
    "chcę zostać księgową": "Mam 45 lat i | Jestem samotną matką,",
    "хочу стать тестировщиком": "Мне 45 лет, | Я женщина.",
    "хочу стати тестувальником": "Мені 45 років, | Я жінка, дітей двоє.",
    "veri analisti olmak istiyorum": "45 yaşındayım, | Evliyim.",
}


@pytest.mark.parametrize(
    ("goal", "fact"), [(goal, fact) for goal, facts in PERSONAL.items() for fact in facts.split(" | ")]
)
def test_who_somebody_is_is_not_searched_for(goal: str, fact: str) -> None:
    """Age, sex, family and origin leave no trace in what is searched, and set neither target nor level."""
    alone, told = read(goal, TODAY), read(f"{fact} {goal}", TODAY)
    assert searched_text(f"{fact} {goal}", told) == searched_text(goal, alone)
    assert (told.target, told.level, wanted_text(told)) == (alone.target, alone.level, wanted_text(alone))


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("I want to teach children with autism", "children"),
        ("I like kids, drawing and music, what could I learn?", "kids"),
        ("help women start businesses, need marketing", "women"),
        ("social work, elderly people and children", "children"),
        ("quiero trabajar con niños, quizás como maestra", "niños"),
        ("черный пояс шесть сигм, работа с детьми", "детьми"),
    ],
)
def test_whom_one_wants_to_work_for_is_searched_for(message: str, kept: str) -> None:
    """Who is worked with is what is wanted, whoever wants it."""
    assert kept in searched_text(message, read(message, TODAY))
