const APPLICATION = "Volunteer Application";
const APPLICATION_API = "volunteer_services.api.applications";
const OPEN_APPLICATIONS = ["Received", "Claim", "Returned"];

frappe.ui.form.on(APPLICATION, {
	setup(frm) {
		frm.set_query("team", () => ({ filters: { workflow_state: "Active" } }));
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.doc.volunteer) {
			frm.add_custom_button(__("Volunteer Profile"), () =>
				frappe.set_route("Form", "Volunteer Profile", frm.doc.volunteer)
			);
		}
		if (!OPEN_APPLICATIONS.includes(frm.doc.status)) {
			frm.disable_save();
			return;
		}
		if (frm.doc.status === "Claim") show_claim(frm);
		add_application_buttons(frm);
	},
});

function add_application_buttons(frm) {
	const { has_role } = volunteer_services;
	if (has_role("STAFF")) {
		frm.add_custom_button(__("Take Up Application"), () => take_up(frm)).addClass("btn-primary");
	}
	if (has_role("REVIEWERS")) {
		frm.add_custom_button(__("Send Back to Applicant"), () => give_reason(frm, "send_back", __("Send Back to Applicant")));
		frm.add_custom_button(__("Refuse Application"), () => give_reason(frm, "refuse", __("Refuse Application")));
		frm.add_custom_button(__("Link to the Existing File"), () => link_file(frm));
	}
}

async function show_claim(frm) {
	const found = await frappe.xcall(`${APPLICATION_API}.matches`, { application: frm.docname });
	const lines = found.files.map((file) => {
		const link = frappe.utils.get_form_link("Volunteer Profile", file.name, true, `${file.full_name} (${file.name})`);
		return file.same_number ? __("{0}: the same ID number", [link]) : __("{0}: the same mobile", [link]);
	});
	if (found.elsewhere) lines.push(__("{0} files outside your scope: ask your district officer", [found.elsewhere]));
	if (!lines.length) return;
	frm.set_intro(
		__("The ID number or the mobile is on file already. Compare the papers with the person: {0}", [lines.join("; ")]),
		"orange"
	);
}

function take_up(frm) {
	frappe.confirm(__("Make a volunteer's file of this application, and send it to review?"), async () => {
		if (frm.is_dirty()) await frm.save();
		const answer = await frappe.xcall(`${APPLICATION_API}.take_up`, { application: frm.docname });
		frappe.show_alert({ message: __("{0} is on file as {1}.", [answer.full_name, answer.volunteer]), indicator: "green" });
		await frm.reload_doc();
	});
}

function give_reason(frm, action, title) {
	volunteer_services.dialogs.ask({
		title,
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("The applicant reads it."),
			},
		],
		label: title,
		call: ({ reason }) => frappe.xcall(`${APPLICATION_API}.${action}`, { application: frm.docname, reason }),
		done: () => frm.reload_doc(),
	});
}

function link_file(frm) {
	volunteer_services.dialogs.ask({
		title: __("Link to the Existing File"),
		fields: [
			{
				fieldname: "volunteer",
				fieldtype: "Link",
				label: __("Volunteer Profile"),
				options: "Volunteer Profile",
				reqd: 1,
			},
			{
				fieldname: "papers",
				fieldtype: "Small Text",
				label: __("Papers Compared"),
				reqd: 1,
				description: __("Which papers you saw, and that the person is the one on file. It stands on both."),
			},
		],
		label: __("Link to the Existing File"),
		call: ({ volunteer, papers }) =>
			frappe.xcall(`${APPLICATION_API}.link`, { application: frm.docname, volunteer, papers }),
		done: () => frm.reload_doc(),
	});
}
