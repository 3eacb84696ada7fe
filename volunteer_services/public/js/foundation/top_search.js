// The search at the top of the desk: people, teams, sites and rewards by name, pinyin, number or the last four of a
// phone. Frappe makes its own offers at once; ours are asked for and put above them when they come.
const WAIT_MS = 200;
const FEWEST = 2;

const build_options = frappe.search.AwesomeBar.prototype.build_options;
frappe.search.AwesomeBar.prototype.build_options = function (text) {
	if (volunteer_services.told.roles && text.length >= FEWEST) offer(this, text);
	return build_options.call(this, text);
};

const offer = frappe.utils.debounce(async (bar, text) => {
	const found = await frappe.xcall("volunteer_services.api.search.find", { text });
	const input = bar.awesomplete.input;
	if (!found.length || input.value.trim().replace(/\s\s+/g, " ") !== text) return;
	bar.options = [...found.map((row, place) => as_option(row, place)), ...bar.options];
	bar.awesomplete.list = bar.deduplicate(bar.options);
}, WAIT_MS);

// Offers are sorted by their index, the highest first.
function as_option({ doctype, name, title, detail }, place) {
	const label = `${frappe.utils.escape_html(title)} <span class="text-muted">${__(doctype)}</span>`;
	return {
		label,
		value: `${title} ${name}`,
		description: frappe.utils.escape_html(detail),
		index: 1000 - place,
		route: ["Form", doctype, name],
		match: name,
	};
}
