volunteer_services.link_filters.describe("Volunteer Project", { team: __("Active teams"), site: __("Active sites") });

frappe.ui.form.on("Volunteer Project", {
	setup(frm) {
		frm.set_query("team", () => ({ filters: { workflow_state: "Active" } }));
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	refresh(frm) {
		offer_posts(frm);
		if (frm.is_new()) return;
		show_figures(frm);
		volunteer_services.projects.offer_answer(frm);
		if (["Recruiting", "In Progress", "Completed"].includes(frm.doc.workflow_state)) {
			frm.add_custom_button(__("New Activity"), () => {
				frappe.new_doc("Service Activity", {
					project: frm.doc.name,
					location: frm.doc.location,
				});
			});
		}
	},

	team: fill_organisation,
	start_date: fill_organisation,

	is_risky(frm) {
		if (frm.doc.is_risky && !frm.doc.insurance_policy) {
			frappe.show_alert({
				message: __("Accident insurance is needed before the project is approved."),
				indicator: "orange",
			});
		}
	},
});

frappe.ui.form.on("Volunteer Project Post", { post_title: offer_posts, posts_remove: offer_posts });

function offer_posts(frm) {
	const titles = (frm.doc.posts || []).map((row) => row.post_title).filter(Boolean);
	frm.fields_dict.requirements.grid.update_docfield_property("post", "options", titles);
}

// What the server fills in as well, shown at once so that nothing mandatory seems to be missing.
async function fill_organisation(frm) {
	if (!frm.doc.team || !frm.doc.start_date) return;
	const found = await frappe.xcall("volunteer_services.api.projects.defaults", {
		team: frm.doc.team,
		start_date: frm.doc.start_date,
	});
	for (const [field, value] of Object.entries(found)) {
		if (!frm.doc[field] && value) frm.set_value(field, value);
	}
}

async function show_figures(frm) {
	const figures = await frappe.xcall("volunteer_services.api.projects.figures", {
		project: frm.doc.name,
	});
	frm.dashboard.clear_headline();
	frm.dashboard.add_indicator(__("{0} activities", [figures.activities]), "blue");
	frm.dashboard.add_indicator(__("{0} volunteers served", [figures.volunteers]), "purple");
	frm.dashboard.add_indicator(__("{0} approved records", [figures.logs]), "green");
	frm.dashboard.add_indicator(__("{0} approved hours", [format_number(figures.minutes / 60, null, 2)]), "green");
	if (figures.needs_met) {
		frm.dashboard.add_indicator(
			__("{0} needs met, {1} recipients", [figures.needs_met, figures.recipients_served]),
			"purple"
		);
	}
	if (figures.people_counted) {
		frm.dashboard.add_indicator(__("{0} people served by count of activities", [figures.people_counted]), "purple");
	}
	if (figures.pending) frm.dashboard.add_indicator(__("{0} under review", [figures.pending]), "orange");
}
