"""Which links the stand-in takes in texts and buttons, and how it writes them back.

Source: td/telegram/LinkManager.cpp (check_link) and tdutils/td/utils/HttpUrl.cpp (parse_url).
"""

import ipaddress
import re
from dataclasses import dataclass

from bot.trial.fields import InputError, is_utf8

_OWN_SCHEME = re.compile(r"(tg|ton|tonsite):(?://)?", re.IGNORECASE)
_SCHEME = re.compile(r"([^:/?#@\[\]]*)://")
_HOST = re.compile(r"(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\x00-\x7f])+")
_USER = re.compile(r"tg:(?://)?user/?\?(?:[^#]*&)?id=([0-9]{1,19})(?:&|#|$)", re.IGNORECASE)
_LARGEST_USER = (1 << 40) - 1
_SPACES = " \t\r\n\0\v"


@dataclass(frozen=True, slots=True)
class _Url:
    scheme: str
    userinfo: str
    host: str
    port: int
    query: str

    @property
    def is_ipv6(self) -> bool:
        return self.host.startswith("[")

    def written(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{userinfo}{self.host}{port}{self.query}"


def checked_link(link: str, *, https_only: bool = False) -> str:
    """The link as the server writes it back, or an InputError that quotes it."""
    if not is_utf8(link):
        raise InputError("Strings must be encoded in UTF-8")
    try:
        return _checked(link, https_only)
    except InputError as wrong:
        raise InputError(f"URL '{link}' is invalid: {wrong}") from None


def user_of_link(link: str) -> int | None:
    """The user that a tg://user?id= link mentions."""
    found = _USER.match(link)
    user = int(found[1]) if found else 0
    return user if 0 < user <= _LARGEST_USER else None


def _checked(link: str, https_only: bool) -> str:
    own = _OWN_SCHEME.match(link)
    url = _parsed(link[own.end() :] if own else link)
    if https_only and (own or url.scheme != "https"):
        raise InputError("Only HTTPS links are allowed")
    if own:
        return _own_link(own[1].lower(), link[own.end() :], url)
    if "." not in url.host and not url.is_ipv6:
        raise InputError("Wrong HTTP URL")
    return url.written()


def _own_link(scheme: str, rest: str, url: _Url) -> str:
    plain = url.scheme == "http" and not rest.lower().startswith("http://")
    if not plain or url.userinfo or url.port or url.is_ipv6:
        raise InputError("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    if not re.fullmatch(r"[a-z0-9_.-]+" if scheme == "tonsite" else r"[a-z0-9_-]+", url.host):
        raise InputError("Unallowed characters in URL host")
    return f"{scheme}://{url.host}{url.query.removeprefix('/') if url.query[1:2] == '?' else url.query}"


def _parsed(text: str) -> _Url:
    scheme, rest = _scheme(text)
    authority = re.match(r"[^/?#]*", rest)
    assert authority is not None
    place, port = _port(authority[0])
    userinfo, _, host = place.rpartition("@")
    return _Url(scheme, userinfo, _host(host), port, _query(rest[authority.end() :]))


def _scheme(text: str) -> tuple[str, str]:
    found = _SCHEME.match(text)
    if not found:
        return "http", text
    scheme = found[1].lower()
    if scheme not in ("http", "https"):
        raise InputError("Unsupported URL protocol")
    return scheme, text[found.end() :]


def _port(authority: str) -> tuple[str, int]:
    colon = max(authority.rfind(char) for char in ":]@")
    if colon <= 0 or authority[colon] != ":":
        return authority, 0
    digits = authority[colon + 1 :].lstrip("0")
    if not re.fullmatch(r"[0-9]{1,5}", digits) or int(digits) > 65535:
        raise InputError("Wrong port number specified in the URL")
    return authority[:colon], int(digits)


def _host(host: str) -> str:
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise InputError("Wrong IPv6 address specified in the URL") from None
        return host.lower()
    if host in ("", "."):
        raise InputError("Host is invalid" if host else "URL host is empty")
    small = re.sub(r"[A-Z]+", lambda letters: letters[0].lower(), host)
    if not _HOST.fullmatch(small):
        raise InputError(
            "Wrong percent-encoded symbol in URL host" if _bad_percent(small) else "Wrong URL host"
        )
    return small


def _bad_percent(host: str) -> bool:
    """Whether the first character that is not allowed is a broken escape."""
    good = _HOST.match(host)
    return host[good.end() if good else 0] == "%"


def _query(query: str) -> str:
    ended = query.rstrip(_SPACES) or "/"
    escaped = re.sub(r"[\x00-\x20]", lambda char: f"%{ord(char[0]):02X}", ended)
    return escaped if escaped.startswith("/") else f"/{escaped}"
