"""How often a person presses, over all pages of a tab."""

_COUNT = """document.addEventListener('pointerdown', ({ isTrusted }) => {
	const presses = Number(sessionStorage.getItem('presses') || 0);
	if (isTrusted) sessionStorage.setItem('presses', presses + 1);
}, true)"""


class Clicks:
	"""Counts from ``begin`` on. Made before the page goes anywhere."""

	def __init__(self, page) -> None:
		self.page = page
		page.add_init_script(_COUNT)

	def begin(self) -> None:
		self.page.evaluate("sessionStorage.removeItem('presses')")

	def count(self) -> int:
		return self.page.evaluate("Number(sessionStorage.getItem('presses') || 0)")
