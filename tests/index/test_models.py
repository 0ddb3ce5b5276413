"""What is known of a model: by its name, or by the page that comes with it."""

from pathlib import Path

import pytest

from index.models import DEFAULT_MODEL, traits_of


@pytest.mark.parametrize(
    "name", ["intfloat/multilingual-e5-small", "multilingual-e5-small", "intfloat/e5-base-v2", "/m/e5-large"]
)
def test_the_e5_family_gets_its_prompts_and_short_passages(name: str) -> None:
    """They stand in no settings of the models, which were trained with them."""
    traits = traits_of(name)
    assert (traits.query_prompt, traits.passage_prompt) == ("query: ", "passage: ")
    assert traits.passages == "short"


@pytest.mark.parametrize("name", [DEFAULT_MODEL, "a/model", "a/code5-small", "x/e5-small-instruct"])
def test_other_models_get_neither(name: str) -> None:
    """A prompt that a model was not trained with is noise."""
    assert (traits_of(name).query_prompt, traits_of(name).passages) == ("", "long")


def test_the_default_model_knows_english() -> None:
    """Its package has no page that would say so."""
    assert traits_of(DEFAULT_MODEL).languages == ("en",)


@pytest.mark.parametrize(
    ("page", "languages"),
    [
        ("---\nlanguage: en\n---\n# A model", ("en",)),
        ("---\nlanguage:\n- de\n- EN\n---\n", ("de", "en")),
        ("---\nlanguage:\n- multilingual\n- de\n---\n", ()),
        ("---\nlicense: mit\n---\n", ()),
        ("no header", ()),
        ("---\nlanguage: [\n---\n", ()),
        ("---\nlanguage: 7\n---\n", ()),
    ],
)
def test_a_model_s_own_page_names_its_languages(
    tmp_path: Path, page: str, languages: tuple[str, ...]
) -> None:
    """None named is every one: a leg is left out only where the model itself says so."""
    (tmp_path / "README.md").write_text(page)
    assert traits_of("a/model", tmp_path).languages == languages
