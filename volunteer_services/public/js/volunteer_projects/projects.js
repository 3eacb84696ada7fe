// Projects from the library, and the answer to projects that volunteers propose.
frappe.provide("volunteer_services.projects");

const PROJECTS = "volunteer_services.api.projects";

// A draft of a team from a template of its region.
volunteer_services.projects.from_library = function () {
	const today = frappe.datetime.get_today();
	const dialog = volunteer_services.dialogs.make({
		title: __("New from a Template"),
		fields: [
			{
				fieldname: "team",
				fieldtype: "Link",
				options: "Volunteer Team",
				label: __("Team"),
				reqd: 1,
				get_query: () => ({ filters: { workflow_state: "Active" } }),
				onchange: () => offer(dialog),
			},
			{ fieldname: "template", fieldtype: "Select", label: __("Template"), options: [], reqd: 1, onchange: () => describe(dialog) },
			{ fieldname: "said", fieldtype: "HTML" },
			{ fieldtype: "Section Break" },
			{ fieldname: "start_date", fieldtype: "Date", label: __("Start Date"), default: today, reqd: 1 },
			{ fieldtype: "Column Break" },
			{ fieldname: "end_date", fieldtype: "Date", label: __("End Date"), default: frappe.datetime.add_months(today, 6), reqd: 1 },
		],
		label: __("Make a Draft"),
		call: ({ team, template, start_date, end_date }) =>
			frappe.xcall(`${PROJECTS}.from_library`, { team, template, start_date, end_date }),
		done: (name) => frappe.set_route("Form", "Volunteer Project", name),
	});
	dialog.show();
};

async function offer(dialog) {
	const team = dialog.get_value("team");
	if (!team || team === dialog.asked_team) return;
	dialog.asked_team = team;
	const { message } = await frappe.call({ method: `${PROJECTS}.templates`, type: "GET", args: { team } });
	dialog.templates = message;
	const options = dialog.templates.map(({ name, project_name, category }) => ({
		value: name,
		label: `${project_name} · ${__(category)}`,
	}));
	dialog.set_df_property("template", "options", [{ value: "", label: "" }, ...options]);
	dialog.get_field("said").$wrapper.text(options.length ? "" : __("The library has no template for this team yet."));
}

function describe(dialog) {
	const chosen = (dialog.templates || []).find(({ name }) => name === dialog.get_value("template"));
	dialog.get_field("said").$wrapper.text(chosen ? frappe.utils.html2text(chosen.description || "") : "");
}

// The staff of the team and the site answers the proposer.
volunteer_services.projects.offer_answer = function (frm) {
	if (frm.doc.proposal_status !== "Proposed" || !frm.perm[0].write) return;
	const group = __("Proposal of a Volunteer");
	frm.add_custom_button(__("Take Up"), () => reply(frm, true), group);
	frm.add_custom_button(__("Decline", null, "Volunteer Project"), () => reply(frm, false), group);
};

function reply(frm, takes_up) {
	volunteer_services.dialogs.ask({
		title: __("Answer to the Proposer"),
		fields: [
			{
				fieldname: "answer",
				fieldtype: "Small Text",
				label: takes_up ? __("Word to the Proposer") : __("Reason"),
				reqd: takes_up ? 0 : 1,
				description: __("The person is told."),
			},
		],
		label: takes_up ? __("Take Up") : __("Decline", null, "Volunteer Project"),
		call: ({ answer }) =>
			frappe.xcall("volunteer_services.api.proposals.answer", { project: frm.docname, takes_up, answer: answer || "" }),
		done: () => frm.reload_doc(),
	});
}
