"""The facts of one programme as sentences for one person: a module a kind of fact."""
