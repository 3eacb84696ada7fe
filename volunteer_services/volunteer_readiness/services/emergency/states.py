"""The states of a call-out, by what may be done in them."""

CALL_OUT, RESPONSE = "Emergency Call-out", "Call-out Response"
ALERT, ORDERED, GATHERING = "On Alert", "Ordered Out", "Gathering"
UNDER_WAY, RELIEF = "Under Way", "Relief"
WITHDRAWN, REVIEWED, CLOSED, STOOD_DOWN = "Withdrawn", "Reviewed", "Call-out Closed", "Stood Down"
CALLING = (ORDERED, GATHERING, UNDER_WAY, RELIEF)
"""People are called, answer, come and go."""
OPEN = (ALERT, *CALLING, WITHDRAWN)
"""Somebody still has something to do: the review is one of these things."""
