// From needs that a team has taken to an activity, in one click: on the need's form and on the list.
frappe.provide("volunteer_services.answering");

frappe.ui.form.on("Service Need", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.workflow_state !== "Accepted") return;
		frm.add_custom_button(__("Make an Activity"), () => make_activity([frm.docname], frm.doc)).addClass("btn-primary");
	},
});

volunteer_services.answering.add_to_list = function (listview) {
	listview.page.add_actions_menu_item(__("Make an Activity"), () => {
		const chosen = listview.get_checked_items();
		make_activity(chosen.map((one) => one.name), chosen[0]);
	});
};

function make_activity(needs, need) {
	volunteer_services.dialogs.ask({
		title: __("Make an Activity"),
		fields: [
			{
				fieldname: "project",
				fieldtype: "Link",
				options: "Volunteer Project",
				label: __("Project"),
				reqd: 1,
				get_query: () => ({
					filters: { team: need.team, workflow_state: ["in", ["Recruiting", "In Progress"]] },
				}),
			},
			{ fieldname: "starts_on", fieldtype: "Datetime", label: __("Starts On"), reqd: 1, default: need.wanted_from },
			{ fieldname: "ends_on", fieldtype: "Datetime", label: __("Ends On"), reqd: 1, default: need.wanted_to },
			{ fieldname: "location", fieldtype: "Data", label: __("Place of the Activity"), description: __("Empty: the name of the region. Never the address of somebody.") },
		],
		label: __("Make an Activity"),
		call: (values) => frappe.xcall("volunteer_services.api.needs.make_activity", { needs, location: "", ...values }),
		done: ({ activity }) => frappe.set_route("Form", "Service Activity", activity),
	});
}
