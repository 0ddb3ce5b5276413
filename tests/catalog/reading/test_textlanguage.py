"""Behaviour of catalog/reading/textlanguage.py: the language of a text, where it is sure."""

import pytest

from catalog.reading.textlanguage import read_text_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Learn how to plan the week of a kitchen and to cook for many people.", "en"),
        ("Aprende a planificar la semana de una cocina y a cocinar para muchas personas.", "es"),
        ("Vous apprenez à planifier la semaine d'une cuisine et à cuisiner pour tous.", "fr"),
        ("Sie lernen, wie man die Woche einer Küche plant und für viele Menschen kocht.", "de"),
        ("Você aprende a planejar a semana de uma cozinha e a cozinhar para muitos.", "pt"),
        ("Impari come pianificare la settimana di una cucina e a cucinare per molte persone.", "it"),
        ("Je leert hoe je de week van een keuken plant en voor veel mensen kookt.", "nl"),
        ("Nauczysz się, jak zaplanować tydzień w kuchni i gotować dla wielu osób, które przyjdą.", "pl"),
        (
            "Bir mutfağın haftasını nasıl planlayacağınızı ve çok kişi için nasıl pişireceğinizi öğrenin.",
            "tr",
        ),
        ("Вы научитесь планировать неделю кухни и готовить на всех.", "ru"),
        ("Ви навчитеся планувати тиждень кухні і готувати їжу для всіх.", "uk"),
        ("学习如何规划厨房的一周", "zh"),
        ("キッチンの一週間を計画する方法を学びます", "ja"),
        ("주방의 한 주를 계획하는 방법을 배웁니다", "ko"),
        ("تعلم كيفية التخطيط لأسبوع المطبخ", "ar"),
    ],
)
def test_a_text_of_sentences_tells_its_language(text: str, language: str) -> None:
    assert read_text_language(text).value == language


@pytest.mark.parametrize(
    "text",
    ["", "Excel", "Le Mans in Detail", "Python 3", "SQL & NoSQL", "Care, care, care", "123 456", "Курс SQL"],
)
def test_a_title_alone_tells_no_language(text: str) -> None:
    assert read_text_language(text).value is None


def test_a_foreign_name_in_a_text_does_not_make_it_foreign() -> None:
    text = (
        "Speak Spanish in the clinic: ¿cómo está usted? You will learn the words that a nurse needs for this."
    )
    assert read_text_language(text).value == "en"


def test_what_told_the_language_is_said() -> None:
    assert read_text_language("Learn how to plan and to cook for many.").how == (
        "the small words of its text: learn, how, to, and, for"
    )
