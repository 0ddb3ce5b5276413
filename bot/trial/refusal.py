"""How the stand-in says no: the status, the words and the parameters of the Bot API's own refusals."""

from collections.abc import Mapping

_PREFIXES = {400: "Bad Request: ", 403: "Forbidden: ", 404: "Not Found: ", 409: "Conflict: "}


class Refusal(Exception):  # noqa: N818 - a word of the stand-in, and no fault of ours
    """A call that is refused; `description` holds the server's own words with their prefix."""

    def __init__(
        self, description: str, code: int = 400, parameters: Mapping[str, int] | None = None
    ) -> None:
        """Take the words without the prefix that a status brings: "message text is empty"."""
        self.code = code
        self.description = _PREFIXES.get(code, "") + description
        self.parameters = dict(parameters or {})
        super().__init__(self.description)
