"""The script that makes catalog/data/terms.sqlite out of the sources: python -m catalog.terms.making FOLDER."""
