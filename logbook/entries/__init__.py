"""A learner's days on a sheet: words, self-ratings, and what everybody's ratings hang on."""
