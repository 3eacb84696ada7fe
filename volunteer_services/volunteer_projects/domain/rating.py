"""The evaluation of a service: 0 is none, 1 to 5 a rating."""

MAX_RATING = 5
