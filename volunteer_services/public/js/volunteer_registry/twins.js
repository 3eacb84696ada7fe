// Two files that may be one person's, side by side; the manager merges one into the other.
frappe.provide("volunteer_services.twins");

const REGISTRATION = "volunteer_services.api.registration";

volunteer_services.twins.compare = async function (one, other, done) {
	const found = await frappe.xcall(`${REGISTRATION}.compare`, { one, other });
	const dialog = new frappe.ui.Dialog({
		title: __("Are These One Person?"),
		size: "large",
		fields: [{ fieldtype: "HTML", fieldname: "table" }],
	});
	dialog.fields_dict.table.$wrapper.html(table(found));
	if (volunteer_services.has_role("MANAGERS")) {
		const stays = (target, source) => () => {
			dialog.hide();
			merge(source, target, done);
		};
		dialog.set_primary_action(__("Keep {0}", [one]), stays(one, other));
		dialog.set_secondary_action_label(__("Keep {0}", [other]));
		dialog.set_secondary_action(stays(other, one));
	}
	dialog.show();
};

function table({ names, rows, records }) {
	const text = (value) => frappe.utils.escape_html(String(value ?? ""));
	const head = names.map(
		(name) => `<th><a href="${frappe.utils.get_form_link("Volunteer Profile", name)}" target="_blank">${text(name)}</a></th>`
	);
	const line = (label, one, other, is_same) =>
		`<tr${is_same ? "" : ' class="table-warning"'}><td class="text-muted">${text(label)}</td><td>${text(one)}</td><td>${text(other)}</td></tr>`;
	return `<div class="table-responsive"><table class="table table-sm volunteer-compare"><thead><tr><th></th>${head.join("")}</tr></thead><tbody>
		${rows.map((row) => line(row.label, row.one, row.other, row.is_same)).join("")}
		${records.map((row) => line(row.label, row.one, row.other, true)).join("")}</tbody></table></div>
		<p class="text-muted">${__("Only the manager merges: all records move to the file that stays, and nothing is deleted.")}</p>`;
}

function merge(source, target, done) {
	volunteer_services.dialogs.ask({
		title: __("Merge into {0}", [target]),
		fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }],
		label: __("Merge"),
		call: ({ reason }) => frappe.xcall(`${REGISTRATION}.merge`, { source, target, reason }),
		done: () => {
			frappe.show_alert({ message: __("{0} was merged into {1}.", [source, target]), indicator: "green" });
			done?.();
		},
	});
}
