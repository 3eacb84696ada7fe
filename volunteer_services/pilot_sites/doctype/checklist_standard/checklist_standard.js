// A used version is only read: a new one takes its place from a later day.
frappe.ui.form.on("Checklist Standard", {
	async refresh(frm) {
		frm.set_intro("");
		if (frm.is_new()) return;
		const standing = await frappe.xcall("volunteer_services.api.checklists.standing", {
			standard: frm.docname,
		});
		if (frm.is_new() || !standing) return;
		lock(frm, standing.is_used);
		say(frm, standing);
		if (standing.may_succeed) {
			frm.add_custom_button(__("New Version"), () => ask_for_the_day(frm, standing.latest_from));
		}
	},
});

const BASIS = [
	"standard_name", "issued_by", "document_no", "effective_from", "valid_months", "pass_rule", "pass_percent", "items",
];

function lock(frm, is_used) {
	BASIS.forEach((field) => frm.set_df_property(field, "read_only", is_used ? 1 : 0));
	frm.refresh_fields(BASIS);
}

function say(frm, standing) {
	frm.set_intro("");
	if (standing.is_used) {
		frm.set_intro(__("Sites were assessed by this version: it can only be succeeded by a new one."), "blue");
	}
	if (frm.doc.is_disabled) {
		frm.set_intro(__("This version is disabled: nobody assesses by it."), "orange");
	} else if (standing.in_force === frm.docname) {
		frm.set_intro(__("This version is in force."), "green");
	} else if (standing.in_force) {
		const name = __("version {0}", [standing.in_force_version]);
		const link = frappe.utils.get_form_link("Checklist Standard", standing.in_force, true, name);
		frm.set_intro(__("In force is {0}.", [link]), "orange");
	}
}

function ask_for_the_day(frm, latest_from) {
	const today = frappe.datetime.get_today();
	const next = frappe.datetime.add_days(latest_from, 1);
	volunteer_services.dialogs.ask({
		title: __("New Version"),
		fields: [
			{
				fieldname: "effective_from",
				fieldtype: "Date",
				label: __("Effective From"),
				reqd: 1,
				default: next > today ? next : today,
				description: __("Assessments from this day on are made by the new version. Edit its items next."),
			},
		],
		label: __("Create"),
		call: ({ effective_from }) =>
			frappe.xcall("volunteer_services.api.checklists.succeed", { standard: frm.docname, effective_from }),
		done: (made) => frappe.set_route("Form", "Checklist Standard", made.name),
	});
}
