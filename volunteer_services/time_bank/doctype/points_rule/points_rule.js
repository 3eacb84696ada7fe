frappe.ui.form.on("Points Rule", {
	async refresh(frm) {
		frm.set_intro("");
		if (volunteer_services.has_role("MANAGERS")) {
			frm.add_custom_button(__("Credit Earlier Records"), () => credit_earlier());
		}
		const rule = await frappe.xcall("volunteer_services.api.points.rule_in_force");
		if (!rule) {
			frm.set_intro(__("No rule is in force: service earns no points."), "orange");
		} else if (rule.name === frm.docname) {
			frm.set_intro(__("This rule is in force: service of today earns points by it."), "green");
		} else {
			const link = frappe.utils.get_form_link("Points Rule", rule.name, true, rule.rule_name);
			const day = frappe.datetime.str_to_user(rule.effective_from);
			frm.set_intro(__("In force is the rule {0} of {1}.", [link, day]), "blue");
		}
	},
});

function credit_earlier() {
	frappe.confirm(
		__("Approved service records that brought no points yet are credited by the rule of their day. Begin?"),
		async () => {
			const { job } = await frappe.xcall("volunteer_services.api.points.credit_earlier_records");
			const result = await volunteer_services.progress.watch(job, __("Credit Earlier Records"));
			frappe.msgprint(__("{0} records brought points.", [result.posted]));
		}
	);
}
