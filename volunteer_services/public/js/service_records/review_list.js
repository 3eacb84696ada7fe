// Reviewing many service logs at once from their list: the server decides on hundreds under one lock.
const API = "volunteer_services.api.service_logs";
// What is decided many at once; a cancellation goes one by one.
const MANY = ["Approve", "Return", "Reject", "Submit for Review"];

volunteer_services.workflow_list.declare("Service Log", {
	offered: (names) => frappe.xcall(`${API}.offered`, { names }),
	take: (names, action, reason) =>
		MANY.includes(action)
			? frappe.xcall(`${API}.review`, { action, names, reason })
			: frappe.xcall("volunteer_services.api.workflow.apply_many", {
					doctype: "Service Log",
					names,
					action,
					reason,
			  }),
	title: (row) => row.volunteer || row.title || row.name,
	note: (action) =>
		action === "Approve"
			? __("Approved by mistake? That is undone by a correction, which stays on file with its reason.")
			: "",
	numbers(offer, action) {
		const sums = offer?.sums?.[action];
		return sums ? __("{0} people, {1} hours", [sums.people, format_number(sums.minutes / 60, null, 2)]) : "";
	},
});
