"""Files that people send and the bot fetches, and files that the bot sends."""

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import BufferedInputFile, Document, InputMediaDocument

from bot.trial import files
from bot.trial.attachments import KINDS
from bot.trial.person import Person
from bot.trial.standin import StandIn

MIB = 1024 * 1024


async def document_of(bot: Bot) -> Document:
    message = (await bot.get_updates())[-1].message
    assert message is not None and message.document is not None
    return message.document


async def test_a_document_is_fetched_as_it_was_sent(bot: Bot, ana: Person) -> None:
    ana.attach("document", data=b"title;price\n", name="../../my centre.csv", mime="text/csv")
    document = await document_of(bot)
    assert (document.file_name, document.mime_type, document.file_size) == (
        "../../my centre.csv",
        "text/csv",
        12,
    )
    fetched = await bot.download(document)
    assert fetched is not None and fetched.read() == b"title;price\n"
    path = (await bot.get_file(document.file_id)).file_path
    assert path is not None and path.startswith("documents/file_") and path.endswith(".csv")


async def test_a_file_over_20_mib_is_too_big_to_fetch(bot: Bot, ana: Person) -> None:
    ana.attach("document", name="big.csv", size=20 * MIB + 1)
    document = await document_of(bot)
    assert document.file_size == 20 * MIB + 1
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(document.file_id)


async def test_name_and_size_may_be_missing(bot: Bot, ana: Person) -> None:
    ana.attach("document", data=b"a", size=34 * MIB, file_size=None)
    document = await document_of(bot)
    assert (document.file_name, document.file_size) == (None, None)
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(document.file_id)


async def test_wrong_ids_are_told_apart(bot: Bot, ana: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file("nonsense")
    with pytest.raises(TelegramBadRequest, match="file_id not specified"):
        await bot.get_file("")
    ana.attach("document", broken=True)
    with pytest.raises(TelegramBadRequest, match="wrong file_id or the file is temporarily unavailable"):
        await bot.get_file((await document_of(bot)).file_id)


async def test_an_address_works_for_an_hour(bot: Bot, ana: Person, standin: StandIn) -> None:
    ana.attach("document", data=b"a", name="a.csv")
    file = await bot.get_file((await document_of(bot)).file_id)
    assert file.file_path is not None
    standin.clock.advance(3599)
    assert await bot.download_file(file.file_path) is not None
    standin.clock.advance(2)
    with pytest.raises(aiohttp.ClientResponseError, match="404"):
        await bot.download_file(file.file_path)


async def test_a_person_gets_the_file_that_the_bot_sent(bot: Bot, ana: Person, standin: StandIn) -> None:
    sent = await bot.send_document(ana.chat_id, BufferedInputFile(b"row 12", "refused.csv"), caption="3 rows")
    assert sent.document is not None and sent.document.file_name == "refused.csv"
    assert (ana.newest().kind, ana.newest().file, ana.newest().text) == (
        "document",
        ("refused.csv", b"row 12"),
        "3 rows",
    )
    assert b"row 12" not in repr(standin.calls).encode()
    standin.assert_clean()


async def test_a_file_that_was_sent_once_can_be_sent_by_its_id(bot: Bot, ana: Person) -> None:
    sent = await bot.send_photo(ana.chat_id, BufferedInputFile(b"png", "a.png"))
    assert sent.photo is not None
    again = await bot.send_photo(ana.chat_id, sent.photo[0].file_id, has_spoiler=True)
    assert again.photo == sent.photo and again.has_media_spoiler


async def test_a_document_can_be_replaced_by_another(bot: Bot, ana: Person, standin: StandIn) -> None:
    sent = await bot.send_document(ana.chat_id, BufferedInputFile(b"one", "one.csv"))
    media = InputMediaDocument(media=BufferedInputFile(b"two", "two.csv"), caption="Second")
    await bot.edit_message_media(media, chat_id=ana.chat_id, message_id=sent.message_id)
    assert (ana.newest().file, ana.newest().text) == (("two.csv", b"two"), "Second")
    await bot.edit_message_caption(chat_id=ana.chat_id, message_id=sent.message_id, caption="Third")
    assert ana.newest().text == "Third"
    standin.assert_clean()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "there is no document in the request"),
        ("attach://nothing", "there is no document in the request"),
        ("https://example.org/a.csv", "failed to get HTTP URL content"),
        ("a/b", "wrong remote file identifier specified: Wrong character in the string"),
        ("nonsense", "wrong remote file identifier specified: Wrong padding in the string"),
    ],
)
async def test_a_document_must_be_there(standin: StandIn, ana: Person, address: str, words: str) -> None:
    url = f"{standin.url}/bot{standin.token}/sendDocument"
    form = {"chat_id": str(ana.chat_id), "document": address}
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as response:
        assert (await response.json())["description"] == f"Bad Request: {words}"


async def test_an_upload_over_the_limit_is_413(
    bot: Bot, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit of 50 MB is lowered here, so that the test does not send so much."""
    assert files.UPLOAD_LIMIT == 50 * MIB
    monkeypatch.setattr("bot.trial.server.UPLOAD_LIMIT", 1000)
    with pytest.raises(TelegramEntityTooLarge, match="Request Entity Too Large"):
        await bot.send_document(ana.chat_id, BufferedInputFile(b"x" * 1001, "big.bin"))


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_content_is_one_that_the_client_reads(bot: Bot, ana: Person, kind: str) -> None:
    ana.attach(kind)
    message = (await bot.get_updates())[0].message
    assert message is not None and message.content_type == kind


async def test_an_album_is_several_messages_with_one_id_and_a_caption_has_entities(
    bot: Bot, ana: Person
) -> None:
    ana.attach("document", name="a.csv", media_group_id="7", caption="/template please")
    ana.attach("document", name="b.csv", media_group_id="7")
    first, second = [update.message for update in await bot.get_updates()]
    assert first is not None and second is not None
    assert first.media_group_id == second.media_group_id == "7"
    assert first.caption_entities is not None and first.caption_entities[0].type == "bot_command"
