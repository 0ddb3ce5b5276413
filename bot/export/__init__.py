"""A plan as a file that a person takes along: a module a form, and the page that two of them share."""
