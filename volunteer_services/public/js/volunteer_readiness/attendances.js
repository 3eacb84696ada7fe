// Who attended a session: a pasted list is read, shown with what is wrong, and recorded.
const API = "volunteer_services.api.trainings.";

volunteer_services.readiness.enter_attendances = function (frm) {
	let rows = [];
	const session = frm.doc.name;
	const dialog = volunteer_services.dialogs.make({
		title: __("Enter Attendances"),
		size: "large",
		fields: [
			{
				fieldname: "text",
				fieldtype: "Small Text",
				label: __("One person a line: name or number, minutes, score"),
				description: __("Without minutes the person attended all of the session."),
				onchange: () => read(),
			},
			{ fieldname: "found", fieldtype: "HTML" },
		],
		label: __("Record"),
		call: () => frappe.xcall(`${API}record`, { session, rows: rows.filter((row) => !row.problem) }),
		done: (answer) => {
			frappe.show_alert({
				message: __("{0} people attended, {1} passed.", [answer.recorded, answer.passed]),
				indicator: answer.problems.length ? "orange" : "green",
			});
			frm.reload_doc();
		},
	});

	async function read() {
		const text = dialog.get_value("text");
		rows = text ? await frappe.xcall(`${API}preview`, { session, text }) : [];
		dialog.fields_dict.found.$wrapper.html(rows.length ? table_of(rows) : "");
	}

	dialog.show();
};

function table_of(rows) {
	const escape = frappe.utils.escape_html;
	const lines = rows.map(
		(row) => `<tr class="${row.problem ? "text-danger" : ""}"><td>${escape(row.volunteer_name)}</td>
			<td>${escape(row.volunteer || "")}</td><td class="text-right">${cint(row.minutes)}</td>
			<td class="text-right">${row.score || ""}</td><td>${escape(row.problem || "")}</td></tr>`
	);
	return `<table class="table table-bordered table-sm"><thead><tr><th>${__("Name of Person")}</th>
		<th>${__("Volunteer No.")}</th><th>${__("Minutes Attended")}</th><th>${__("Score")}</th>
		<th>${__("Problem")}</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

volunteer_services.readiness.cancel_session = function (frm) {
	volunteer_services.dialogs.ask({
		title: __("Cancel Session"),
		fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }],
		label: __("Cancel Session"),
		call: ({ reason }) => frappe.xcall(`${API}cancel_session`, { session: frm.doc.name, reason }),
		done: () => frm.reload_doc(),
	});
};
