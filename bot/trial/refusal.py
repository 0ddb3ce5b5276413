"""How the stand-in says no: the status, the words and the parameters of the Bot API's own refusals."""

from collections.abc import Mapping


class Refusal(Exception):
    """A call that is refused; `description` holds the server's own words with their prefix."""

    def __init__(
        self, description: str, code: int = 400, parameters: Mapping[str, int] | None = None
    ) -> None:
        """Take the words without the prefix that a status brings: "message text is empty"."""
        prefix = {400: "Bad Request: ", 403: "Forbidden: ", 404: "Not Found: ", 409: "Conflict: "}.get(code, "")
        self.code = code
        self.description = prefix + description
        self.parameters = dict(parameters or {})
        super().__init__(self.description)
