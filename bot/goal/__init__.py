"""From a message to a Goal: `reader.read` is the way in; one table of words a language."""
