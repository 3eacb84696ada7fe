// Actions of a workflow on what is ticked in a list: offered as the guard on the server would let them pass,
// confirmed with numbers, taken as a job that reports what it left. Frappe's own would offer what must fail, and asks
// for no reason.
frappe.provide("volunteer_services.workflow_list");

const API = "volunteer_services.api.workflow";
const DOCTYPES = volunteer_services.told.states || [];
const DECLARED = {};
const DELETE = __("Delete", null, "Button in list view actions menu");

// A room says how its documents are asked and decided. ``offered(names)`` and ``take(names, action, reason)`` ask the
// server; ``numbers(offer, action)``: what the confirmation says beside the count; ``note(action)``: what it says below.
volunteer_services.workflow_list.declare = function (doctype, ways) {
	DECLARED[doctype] = ways;
};

function ways_of(doctype) {
	return {
		offered: (names) => frappe.xcall(`${API}.offered`, { doctype, names }),
		take: (names, action, reason) => frappe.xcall(`${API}.apply_many`, { doctype, names, action, reason }),
		numbers: () => "",
		note: () => "",
		title: (row) => row.title || row.name,
		...DECLARED[doctype],
	};
}

const list = frappe.views.ListView.prototype;
const { get_workflow_action_menu_items, get_actions_menu_items, toggle_workflow_actions } = list;

list.get_workflow_action_menu_items = function () {
	const items = get_workflow_action_menu_items.call(this);
	if (DOCTYPES.includes(this.doctype)) {
		for (const item of items) item.action = () => confirm_and_take(this, item.name);
	}
	return items;
};

list.get_actions_menu_items = function () {
	const items = get_actions_menu_items.call(this);
	if (DOCTYPES.includes(this.doctype)) {
		for (const item of items) if (item.label === DELETE) item.class = "volunteer-delete";
	}
	return items;
};

list.toggle_workflow_actions = async function () {
	if (!DOCTYPES.includes(this.doctype)) return toggle_workflow_actions.call(this);
	const items = Object.entries(this.workflow_action_items || {});
	// Nothing is offered until the server has said what is possible.
	const $delete = this.page.actions.find(".volunteer-delete");
	for (const [, $item] of items) show($item, false);
	show($delete, false);
	this.volunteer_offer = null;
	const names = this.get_checked_items(true);
	if (!names.length) return undefined;
	const asked = (this.volunteer_asked = (this.volunteer_asked || 0) + 1);
	const offer = await ways_of(this.doctype).offered(names);
	if (asked !== this.volunteer_asked) return undefined; // only the answer to the latest selection counts
	this.volunteer_offer = offer;
	for (const [action, $item] of items) show($item, offer.actions[action] > 0);
	show($delete, offer.deletable > 0);
	return undefined;
};

// The link of a menu, with the line that it stands in.
function show($link, is_shown) {
	$link.add($link.closest("li")).toggle(is_shown);
}

function confirm_and_take(listview, action) {
	const names = listview.get_checked_items(true);
	volunteer_services.workflow_list.confirm({
		doctype: listview.doctype,
		names,
		action,
		offer: listview.volunteer_offer,
		done() {
			listview.clear_checked_items();
			listview.refresh();
		},
	});
}

// ``offer``: what the server answered for these names.
volunteer_services.workflow_list.confirm = function ({ doctype, names, action, offer, done }) {
	const ways = ways_of(doctype);
	const label = __(action);
	const fields = [{ fieldtype: "HTML", fieldname: "numbers", options: numbers_html(ways, names, action, offer) }];
	if (volunteer_services.workflow_reason.needed(action)) {
		fields.push({ fieldtype: "Small Text", fieldname: "reason", label: __("Reason"), reqd: 1 });
	}
	volunteer_services.dialogs.ask({
		title: label,
		fields,
		label,
		call: ({ reason }) => ways.take(names, action, reason),
		async done({ job }) {
			const title = __("{0}: {1} records", [label, names.length]);
			const result = await volunteer_services.progress.watch(job, title);
			done();
			show_result(doctype, title, result);
		},
	});
};

function numbers_html(ways, names, action, offer) {
	const possible = offer?.actions[action] ?? names.length;
	const left = (offer?.asked ?? names.length) - possible;
	const further = ways.numbers(offer, action);
	const lines = [`<p class="mb-1"><b>${__("{0} chosen", [names.length])}</b>${further ? ` · ${further}` : ""}</p>`];
	if (left > 0) {
		lines.push(
			`<p class="text-muted">${__("{0} of them stay as they are: the step is not yours to take.", [left])}</p>`
		);
	}
	const note = ways.note(action);
	if (note) lines.push(`<p class="text-muted">${note}</p>`);
	return lines.join("");
}

function show_result(doctype, title, result) {
	const done = Object.entries(result.done).map(
		([state, count]) => `<li>${__(state, null, doctype)}: <b>${count}</b></li>`
	);
	const escape = frappe.utils.escape_html;
	const problems = result.problems.map(
		(row) => `<tr><td><a href="${frappe.utils.get_form_link(doctype, row.name)}">
			${escape(ways_of(doctype).title(row))}</a></td>
			<td>${escape(frappe.utils.html2text(row.problem))}</td></tr>`
	);
	frappe.msgprint({
		title,
		wide: problems.length > 0,
		indicator: problems.length ? "orange" : "green",
		message: `<ul>${done.join("") || `<li>${__("Nothing was changed.")}</li>`}</ul>
			${problems.length ? problem_table(problems) : ""}`,
	});
}

function problem_table(rows) {
	return `<p>${__("{0} records were left as they are:", [rows.length])}</p>
		<table class="table table-bordered table-sm"><thead><tr><th>${__("Name")}</th>
		<th>${__("Reason")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
