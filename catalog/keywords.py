"""Words for the full-text search: the same rewriting for what is indexed and for what is asked."""

import re

from catalog.text import clean_text

# Names that live by their signs; FTS5 would see "c", "net" or "node js" in them.
_SIGNS = {"+": "plus", "#": "sharp"}
_SIGNED = re.compile(r"(?<![\w.+#])([^\W\d_]\w{0,9})(\+\+|\+|#)(?![\w+#])")
_SCRIPTS = re.compile(r"\b(\w+)\.(js)\b", re.IGNORECASE)
_DOTNET = re.compile(r"(?<![\w.])(asp|ado|vb|ml)?\.net\b", re.IGNORECASE)
# A word and what hangs on its apostrophe: "I'm" is one token, of which "I" counts.
_TOKEN = re.compile(r"(\w+)(?:['’]\w+)?")
MOST_TOKENS = 64
# Words of English that say how a wish is put, not what is wished.
_STOP_TEXT = """
a about after again all also am an and any are as at be become because been being but by can could do
does doing for from get had has have having he her hers him his how i if in into is it its just like
looking me more most my need no nor not of on or our out over please she should so some such than that
the their them then there these they this those to too until up us very want wants was we were what when
where which while who why will with would you your
"""
_STOP = frozenset(_STOP_TEXT.split())


def index_text(text: str) -> str:
    """Return `text` with names such as C++, C#, Node.js and .NET as plain words.

    "Node.js" is found by "nodejs" and by "node"; "C++" is not found by "c".
    """
    text = _SIGNED.sub(lambda found: found[1] + "".join(map(_SIGNS.__getitem__, found[2])), text)
    text = _SCRIPTS.sub(r"\1js \1", text)
    return _DOTNET.sub(lambda found: f"{found[1]}net {found[1]} dotnet" if found[1] else "dotnet", text)


def to_fts_query(text: str) -> str:
    """Return an FTS5 query of the words of `text`, each quoted; "" means that there is nothing to search."""
    tokens = _TOKEN.findall(index_text(clean_text(text)).casefold())
    kept = dict.fromkeys(token for token in tokens if token not in _STOP and any(map(str.isalnum, token)))
    return " OR ".join(f'"{token}"' for token in list(kept)[:MOST_TOKENS])


def to_fts_phrase(text: str) -> str:
    """Return an FTS5 query for the words of `text` side by side; "" where it has none."""
    tokens = _TOKEN.findall(index_text(clean_text(text)).casefold())[:MOST_TOKENS]
    return f'"{" ".join(tokens)}"' if tokens else ""
