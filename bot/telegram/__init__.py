"""A reply <-> Telegram: the only room that speaks to the Bot API."""
