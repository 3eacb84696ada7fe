// On a volunteer's file: may the person serve under these conditions, and if not, why and what helps.
frappe.ui.form.on("Volunteer Profile", {
	refresh(frm) {
		if (frm.is_new() || !frm.perm[0].write || !volunteer_services.has_role("STAFF")) return;
		frm.add_custom_button(__("May This Person Serve?"), () => ask(frm));
	},
});

function ask(frm) {
	const link = (fieldname, label, options) => ({ fieldname, label, fieldtype: "Link", options });
	const check = (fieldname, label) => ({ fieldname, label, fieldtype: "Check" });
	const dialog = new frappe.ui.Dialog({
		title: __("May This Person Serve?"),
		fields: [
			{ fieldname: "day", fieldtype: "Date", label: __("Day of Service"), default: "Today", reqd: 1 },
			link("qualification", __("Qualification Type"), "Qualification Type"),
			link("course", __("Course"), "Volunteer Course"),
			{ fieldtype: "Column Break" },
			link("skill", __("Skill"), "Service Skill"),
			check("is_risky", __("Service with Risk")),
			check("is_rescue", __("Rescue")),
			check("needs_agreement", __("Agreement Needed")),
			{ fieldtype: "Section Break" },
			{ fieldname: "answer", fieldtype: "HTML" },
		],
		primary_action_label: __("Check Readiness"),
		async primary_action(values) {
			const answer = await frappe.xcall("volunteer_services.api.readiness.why_not", {
				volunteer: frm.doc.name,
				day: values.day,
				conditions: conditions_of(values),
			});
			dialog.fields_dict.answer.$wrapper.html(html_of(answer));
		},
	});
	dialog.show();
}

function conditions_of({ qualification, course, skill, is_risky, is_rescue, needs_agreement }) {
	const one = (value) => (value ? [value] : []);
	return {
		qualifications: one(qualification),
		courses: one(course),
		skills: one(skill),
		is_risky: cint(is_risky),
		is_rescue: cint(is_rescue),
		needs_agreement: cint(needs_agreement),
	};
}

function html_of({ reasons, note }) {
	const escape = frappe.utils.escape_html;
	const hint = note ? `<p class="text-warning">${escape(note)}</p>` : "";
	if (!reasons.length) return `<p class="text-success"><b>${__("May serve on this day.")}</b></p>${hint}`;
	const lines = reasons.map(
		(reason) => `<li><b>${escape(reason.message)}</b><br>${escape(reason.way_out)}
			${reason.may_override ? "" : `<span class="text-danger">${__("Nobody may set this aside.")}</span>`}</li>`
	);
	return `<ul>${lines.join("")}</ul>${hint}`;
}
