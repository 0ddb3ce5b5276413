"""Words for the search: names with signs stay themselves on both sides, everything else is quoted."""

import pytest

from catalog.keywords import index_text, to_fts_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("data analyst", '"data" OR "analyst"'),
        ("I want to become a data analyst", '"data" OR "analyst"'),
        ("C++ and C#", '"cplusplus" OR "csharp"'),
        ("Node.js", '"nodejs" OR "node"'),
        (".NET", '"dotnet"'),
        ("ASP.NET", '"aspnet" OR "asp" OR "dotnet"'),
        ("R", '"r"'),
        ("R.", '"r"'),
        ("I'm a nurse", '"nurse"'),
        ("Ｐｙｔｈｏｎ", '"python"'),
        ("wi\u200bne", '"wine"'),
        ("what is this about", ""),
        ("___ -- ''", ""),
        ("бухгалтер", '"бухгалтер"'),
        ("data data DATA", '"data"'),
    ],
)
def test_a_query_is_its_words_each_quoted(text: str, query: str) -> None:
    """Stop words, signs and repeats go; an empty query means that there is no keyword leg."""
    assert to_fts_query(text) == query


def test_what_is_indexed_meets_what_is_asked() -> None:
    """One function rewrites both sides, in the middle of sentences too."""
    assert index_text("Learn C++, C# and .NET.") == "Learn Cplusplus, Csharp and dotnet."
    assert index_text("Grade A+ for a+b") == "Grade Aplus for a+b"
