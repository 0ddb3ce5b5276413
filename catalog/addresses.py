"""Addresses and titles brought to one form, so that the same programme is known again."""

import hashlib
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, urlencode, urlsplit

from catalog.cells import host_of

_WORD = re.compile(r"[^\W_]+|[+#]+")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("catalog") / "addresses.toml").read_text(encoding="utf-8"))


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    names = [name for names in _table()["tracking"].values() for name in names]
    return frozenset(names), tuple(name[:-1] for name in names if name.endswith("*"))


@lru_cache(maxsize=1_000)
def same_address(url: str) -> str:
    """Return `url` without what does not tell pages apart: tracking, a last slash, the host's case."""
    if "?" not in url and "#" not in url:  # most addresses: taking one apart is the dearest part of a row
        host, slash, path = url.partition("//")[2].partition("/")
        return f"https://{host.casefold()}{slash}{path}".rstrip("/")
    parts = urlsplit(url)
    exact, starts = _tracking()
    pairs = [
        (key, value)
        for key, value in parse_qsl(parts.query)
        if key.casefold() not in exact and not key.casefold().startswith(starts)
    ]
    query = f"?{urlencode(pairs)}" if pairs else ""
    # A fragment is a place on the page, unless the page is an application that routes by it.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"https://{(parts.netloc).casefold()}{parts.path.rstrip('/')}{query}{fragment}"


def provider_of(url: str) -> str | None:
    """Return the provider whose own host the address has, where that host is a known one."""
    return _table()["hosts"].get(host_of(url).removeprefix("www."))


@lru_cache(maxsize=1_000)
def same_title(title: str) -> str:
    """Return the words of a title without case, accents, signs and blanks."""
    plain = title.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


def short_hash(text: str) -> str:
    """Return a short stable name for `text`; a million programmes collide once in two, ten thousand never."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]
