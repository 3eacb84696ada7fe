const CALLING = ["Ordered Out", "Gathering", "Under Way", "Relief"];

volunteer_services.link_filters.describe("Emergency Call-out", {
	team: __("Emergency teams at work"),
	site: __("Active sites"),
});

frappe.ui.form.on("Emergency Call-out", {
	setup(frm) {
		const teams = () => ({ filters: { workflow_state: "Active", emergency_class: ["is", "set"] } });
		frm.set_query("team", teams);
		frm.set_query("team", "duty_teams", teams);
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	refresh(frm) {
		frm.fields_dict.level.set_data(["Ⅳ", "Ⅲ", "Ⅱ", "Ⅰ"]);
		const was_ordered = !frm.is_new() && frm.doc.workflow_state !== "On Alert";
		const fixed = ["kind", "emergency_class", "order_from", "order_no", "team", "site", "region"];
		fixed.forEach((field) => frm.set_df_property(field, "read_only", was_ordered ? 1 : 0));
		frm.toggle_display(["live_section", "waves_section"], was_ordered);
		if (!was_ordered) return;
		volunteer_services.call_outs.show(frm, CALLING.includes(frm.doc.workflow_state));
	},

	async team(frm) {
		if (!frm.doc.team) return;
		const { message } = await frappe.db.get_value("Volunteer Team", frm.doc.team, ["region", "site", "assembly_point"]);
		for (const [field, value] of Object.entries(message || {})) {
			if (value && !frm.doc[field]) frm.set_value(field, value);
		}
	},
});
