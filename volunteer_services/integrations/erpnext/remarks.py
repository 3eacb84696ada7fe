"""Sentences that stand one after the other on an ERP document."""


def joined(*sentences: str) -> str:
	"""A blank between two sentences, none after a Chinese full stop; empty ones are left out."""
	text = ""
	for sentence in filter(None, (part.strip() for part in sentences)):
		text += (" " if text and not text.endswith(("。", "！", "？")) else "") + sentence
	return text
