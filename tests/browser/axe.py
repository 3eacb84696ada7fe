"""axe-core, as npm has it beside the desk's packages: what a page does that shuts people out."""

import pathlib

import pytest

_SCRIPT = pathlib.Path(__file__).parents[2] / ".devsite/node/node_modules/axe-core/axe.min.js"
_ASK = """async () => {
	const { violations } = await axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
	});
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}"""
# As wide and as high as a finger (WCAG 2.5.5), where a target is no link within a line of text.
_SMALL = """() => [...document.querySelectorAll("button, a, input, select, summary")]
	.filter((node) => node.offsetParent && !node.matches(".skip"))
	.filter((node) => getComputedStyle(node).display !== "inline")
	.filter((node) => !["checkbox", "radio"].includes(node.type) || !node.closest("label"))
	.filter((node) => node.getBoundingClientRect().height < 43.5)
	.map((node) => `${node.outerHTML.slice(0, 100)} ${node.getBoundingClientRect().height}`)"""
_CUT = """() => [...document.querySelectorAll("main *, .tabs *")]
	.filter((node) => !node.children.length && node.clientWidth && node.scrollWidth > node.clientWidth + 1)
	.filter((node) => getComputedStyle(node).overflow !== "visible")
	.map((node) => node.outerHTML.slice(0, 100))"""


def shut_out(page) -> list[str]:
	"""What axe-core calls serious or critical on the page. Skips where npm's packages are not here."""
	if not _SCRIPT.exists():
		pytest.skip("axe-core comes with devsite's packages")
	page.add_script_tag(path=str(_SCRIPT))
	return page.evaluate(_ASK)


def small_targets(page) -> list[str]:
	"""What is to be touched and lower than 44 pixels."""
	return page.evaluate(_SMALL)


def cut_texts(page) -> list[str]:
	return page.evaluate(_CUT)


def wider(page) -> int:
	"""By how many pixels the page is wider than the screen."""
	return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
