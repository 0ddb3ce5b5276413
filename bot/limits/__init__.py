"""The limits of a goal: `table.judgements` judges one programme by all of them; a module a kind of limit."""
