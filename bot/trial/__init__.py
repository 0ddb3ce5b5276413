"""The stand-in for Telegram's Bot API over real HTTP, and the terminal chat that is one of its clients."""
