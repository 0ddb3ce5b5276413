"""What a person sees in a chat, as plain values: lines of text and buttons; knows no Telegram."""
