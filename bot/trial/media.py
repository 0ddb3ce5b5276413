"""Documents and photos of a call: uploaded with it, named by file_id, or refused.

Sources: Bot API: Sending files; telegram-bot-api Client.cpp (get_input_file), issue 467.
"""

from bot.trial.params import Params, Upload
from bot.trial.refusal import Refusal
from bot.trial.world import Json, World


def content(world: World, params: Params, kind: str, address: str) -> Json:
    """The field of a Message that holds the file."""
    upload = _uploaded(params, kind, address)
    if upload is not None:
        held = world.files.keep(kind, upload.data, upload.name, upload.mime)
    elif not address:
        raise Refusal(f"there is no {kind} in the request")
    elif (found := world.files.find(address)) is not None:
        held = found
    else:
        raise Refusal(_unknown(address))
    if held.size == 0:
        raise Refusal("file must be non-empty")
    if kind == "photo":
        return {"photo": [held.shown() | {"width": 640, "height": 480}]}
    named = {"file_name": held.name} if held.name else {}
    return {"document": held.shown() | named | ({"mime_type": held.mime} if held.mime else {})}


def _unknown(address: str) -> str:
    """The words for an address that is no file here; nothing is fetched from the network."""
    if address.startswith(("http://", "https://")):
        return "failed to get HTTP URL content"
    plain = all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in address)
    problem = "Wrong padding in the string" if plain else "Wrong character in the string"
    return f"wrong remote file identifier specified: {problem}"


def _uploaded(params: Params, kind: str, address: str) -> Upload | None:
    """A part of the form: named by attach://, or as the parameter itself."""
    if not address.startswith("attach://"):
        return params.files.get(kind)
    upload = params.files.get(address.removeprefix("attach://"))
    if upload is None:
        raise Refusal(f"there is no {kind} in the request")
    return upload
