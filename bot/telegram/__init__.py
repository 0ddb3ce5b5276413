"""A reply <-> Telegram: the only room that speaks to the Bot API."""

# Before anything of aiogram is imported.
from bot.telegram import forms as forms
