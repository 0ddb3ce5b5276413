"""Answers to taps and to inline queries.

Sources: td CallbackQueriesManager, InlineQueriesManager; Bot API: answerCallbackQuery, answerInlineQuery. How
long a tap may wait is not published: reports range from 5 to 15 seconds.
"""

from bot.trial.keyboards import callback_answer
from bot.trial.params import Params
from bot.trial.refusal import Refusal
from bot.trial.world import Json, World

ANSWER_WITHIN = 15.0
INLINE_WITHIN = 30.0
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(world: World, params: Params) -> bool:
    text = callback_answer(params.given("text"))
    tap = world.taps.get(params.text("callback_query_id"))
    if tap is None:
        raise Refusal(_TOO_OLD)
    tap.attempted = True
    if tap.answered or world.now() - tap.at > ANSWER_WITHIN:
        raise Refusal(_TOO_OLD)
    tap.answered = True
    if text:
        alert = params.flag("show_alert")
        tap.toast = (text, alert)
        world.say(tap.chat_id, world.name, "alerts" if alert else "toasts", text)
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    results = params.json("results", "inline query results")
    query = world.inline.get(params.text("inline_query_id"))
    _check_results(results)
    if len(params.text("next_offset").encode()) > 64:
        raise Refusal("NEXT_OFFSET_INVALID")
    if query is None or query.answer is not None or world.now() - query.at > INLINE_WITHIN:
        raise Refusal(_TOO_OLD)
    button = params.json("button", "inline query results button")
    query.answer = {
        "results": results,
        "is_personal": params.flag("is_personal"),
        "cache_time": params.integer("cache_time", 300),
        "next_offset": params.text("next_offset"),
        "button": button,
    }
    return True


def _check_results(results: object) -> None:
    """Bot API: at most 50 results, each with an own id of 1 to 64 bytes."""
    if not isinstance(results, list):
        raise Refusal("expected an Array of inline query results")
    if len(results) > 50:
        raise Refusal("RESULTS_TOO_MUCH")
    ids = [_result_id(result) for result in results]
    if len(set(ids)) != len(ids):
        raise Refusal("RESULT_ID_DUPLICATE")


def _result_id(result: Json) -> str:
    given = result.get("id") if isinstance(result, dict) else None
    if not isinstance(given, str) or not 1 <= len(given.encode()) <= 64:
        raise Refusal("RESULT_ID_INVALID")
    return given
