volunteer_services.link_filters.describe("Site Visit", {
	service_site: __("Sites that are not closed"),
	pilot_site: __("Pilot sites of this site"),
});

frappe.ui.form.on("Site Visit", {
	setup(frm) {
		frm.set_query("service_site", () => ({ filters: { status: ["!=", "Closed"] } }));
		frm.set_query("pilot_site", () => ({
			filters: frm.doc.service_site ? { service_site: frm.doc.service_site } : {},
		}));
		frm.set_query("visitor", () => ({ filters: { enabled: 1, user_type: "System User" } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.visitor) frm.set_value("visitor", frappe.session.user);
	},

	refresh(frm) {
		frm.toggle_display("site_name", false); // stands in the title, and in the link beside it
		mark_findings(frm);
		frm.dashboard.clear_headline();
		if (frm.is_new()) return;
		const open = volunteer_services.visits.open_findings(frm);
		if (open.length) {
			frm.dashboard.set_headline(__("{0} findings are still open.", [open.length]), "orange");
		}
		add_buttons(frm, open);
	},
});

// Red: overdue. Orange: open. Green: closed.
function mark_findings(frm) {
	const today = frappe.datetime.get_today();
	for (const row of frm.fields_dict.findings.grid.grid_rows || []) {
		const { status, due_on } = row.doc;
		const open = due_on && due_on < today ? "--red-500" : "--orange-500";
		$(row.wrapper).css("box-shadow", `inset 3px 0 0 var(${status === "Closed" ? "--green-500" : open})`);
	}
}

// As the server says: whoever is responsible for a finding, or runs a site.
function may_answer(open) {
	const is_asked = open.some((row) => row.responsible === frappe.session.user);
	return is_asked || volunteer_services.has_role("REVIEWERS");
}

function add_buttons(frm, open) {
	const { doc } = frm;
	const may_write = frm.perm[0].write;
	if (may_write && doc.status === "Planned") {
		frm.add_custom_button(__("Visited Today"), () => frm.set_value("visited_on", frappe.datetime.get_today()));
	}
	if (doc.status !== "Called Off") {
		frm.add_custom_button(__("Print Visit Record"), () => volunteer_services.paper.open(doc, "Site Visit Record"));
	}
	if (!open.length) return;
	if (may_answer(open)) {
		frm.add_custom_button(__("Answer a Finding"), () =>
			volunteer_services.visits.ask(frm, {
				title: __("Answer a Finding"),
				label: __("What Was Done"),
				fieldname: "answer",
				method: "answer_finding",
			})
		);
	}
	if (may_write) {
		frm.add_custom_button(__("Close a Finding"), () =>
			volunteer_services.visits.ask(frm, {
				title: __("Close a Finding"),
				label: __("How It Was Closed"),
				fieldname: "closing_remark",
				method: "close_finding",
			})
		);
	}
}
