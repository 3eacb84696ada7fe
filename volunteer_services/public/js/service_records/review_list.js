// Reviewing many service logs at once from their list.
frappe.provide("volunteer_services.review");

const ACTIONS = [
	["Approve", __("Approve")],
	["Return", __("Return")],
	["Reject", __("Reject")],
	["Submit for Review", __("Submit for Review")],
];
const REASONED = ["Return", "Reject"];

volunteer_services.review.setup = function (listview) {
	replace_standard_actions(listview);
	for (const [action, label] of ACTIONS) {
		listview.page.add_actions_menu_item(label, () => review(listview, action, label), false);
	}
};

// Frappe's own bulk action saves document by document and stops at 500. Its items have to leave the menu
// before ours come: the menu takes no second item of the same words.
function replace_standard_actions(listview) {
	for (const item of Object.values(listview.workflow_action_items || {})) item.closest("li").remove();
	listview.workflow_action_items = {};
}

async function review(listview, action, label) {
	const names = listview.get_checked_items(true);
	if (!names.length) return;
	const reason = REASONED.includes(action) ? await ask_reason(label) : null;
	if (reason === undefined) return;
	const { job } = await frappe.xcall("volunteer_services.api.service_logs.review", {
		action,
		names,
		reason,
	});
	const title = __("{0}: {1} records", [label, names.length]);
	const result = await volunteer_services.progress.watch(job, title);
	listview.clear_checked_items();
	listview.refresh();
	show_result(title, result);
}

function ask_reason(label) {
	return new Promise((resolve) => {
		let reason;
		const dialog = new frappe.ui.Dialog({
			title: label,
			fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }],
			primary_action_label: label,
			primary_action(values) {
				reason = values.reason;
				dialog.hide();
			},
			on_hide: () => resolve(reason),
		});
		dialog.show();
	});
}

function show_result(title, result) {
	const done = Object.entries(result.done).map(
		([state, count]) => `<li>${__(state, null, "Service Log")}: <b>${count}</b></li>`
	);
	const problems = result.problems.map(
		(row) => `<tr>
			<td><a href="${frappe.utils.get_form_link("Service Log", row.name)}">
				${frappe.utils.escape_html(row.volunteer || row.name)}</a></td>
			<td>${frappe.utils.escape_html(frappe.utils.html2text(row.problem))}</td></tr>`
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
		<table class="table table-bordered table-sm"><thead><tr><th>${__("Volunteer")}</th>
		<th>${__("Reason")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
