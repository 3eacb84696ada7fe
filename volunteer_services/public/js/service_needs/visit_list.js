// The list for a walk: chosen recipients on paper, with a reason, each look logged.
frappe.provide("volunteer_services.visit_list");

volunteer_services.visit_list.begin = function (recipients) {
	if (!recipients.length) return;
	volunteer_services.dialogs.ask({
		title: __("Visit List"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Data",
				label: __("Reason"),
				reqd: 1,
				description: __("It is logged who looked, when and why. Addresses that visitors may not be told are left out."),
			},
		],
		label: __("Make the List"),
		call: ({ reason }) => frappe.xcall("volunteer_services.api.recipients.visit_list", { recipients, reason }),
		done: show,
	});
};

// In a frame of the page: a new window might be held back, and would have an address that somebody keeps.
function show(html) {
	const dialog = new frappe.ui.Dialog({
		title: __("Visit List"),
		size: "extra-large",
		fields: [{ fieldtype: "HTML", fieldname: "list" }],
		primary_action_label: __("Print"),
		primary_action: () => frame.contentWindow.print(),
	});
	const frame = document.createElement("iframe");
	frame.className = "volunteer-visit-list";
	frame.title = __("Visit List");
	frame.setAttribute("sandbox", "allow-same-origin allow-modals");
	frame.style.cssText = "width: 100%; height: 60vh; border: 0";
	frame.srcdoc = html;
	dialog.fields_dict.list.$wrapper.append(frame);
	dialog.show();
}
