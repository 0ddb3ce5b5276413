"""The script that makes catalog/data/terms.sqlite: python -m catalog.terms.making FOLDER."""
