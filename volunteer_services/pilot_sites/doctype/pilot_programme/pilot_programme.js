frappe.ui.form.on("Pilot Programme", {
	async refresh(frm) {
		const { doc } = frm;
		frm.dashboard.clear_headline();
		if (frm.is_new()) return;
		if (doc.is_template) {
			frm.dashboard.set_headline(__("This is a template. Copy it to a year to enter sites."), "blue");
		} else if (frappe.model.can_read("Pilot Site")) {
			await show_figures(frm);
		}
		if (frappe.model.can_create("Pilot Programme")) {
			frm.add_custom_button(__("Copy to a Year"), () => copy_to_year(frm));
		}
		if (doc.is_template) return;
		if (frappe.model.can_create("Pilot Site") && doc.status !== "Closed") {
			frm.add_custom_button(__("Enter a Site"), () => frappe.new_doc("Pilot Site", { programme: doc.name }));
		}
		if (volunteer_services.visits.may_plan()) {
			frm.add_custom_button(__("Plan Visits"), () =>
				volunteer_services.visits.plan([], { programme: doc.name })
			);
		}
		volunteer_services.submissions.add_button(frm, doc);
	},
});

function copy_to_year(frm) {
	const next = frm.doc.is_template
		? Number(frappe.datetime.get_today().slice(0, 4))
		: Number(frm.doc.year) + 1;
	frappe.prompt(
		[
			{ fieldname: "year", fieldtype: "Int", label: __("Year"), default: next, reqd: 1 },
			{
				fieldname: "region",
				fieldtype: "Link",
				options: "Service Region",
				label: __("Region"),
				default: frm.doc.region,
				reqd: volunteer_services.has_role("MANAGERS") ? 0 : 1, // officers write within their region only
				description: __("The copy is for the sites of this region. Empty: as the original."),
			},
		],
		async (values) => {
			const name = await frappe.xcall("volunteer_services.api.pilot_programmes.copy_to_year", {
				programme: frm.doc.name,
				...values,
			});
			frappe.show_alert({ message: __("The programme was copied. Check its phases."), indicator: "green" });
			frappe.set_route("Form", "Pilot Programme", name);
		},
		__("Copy to a Year"),
		__("Copy to a Year")
	);
}

async function show_figures(frm) {
	const { name } = frm.doc;
	const figures = await frappe.xcall("volunteer_services.api.pilot_programmes.figures", { programme: name });
	if (frm.doc.name !== name) return;
	const states = {
		Candidate: "light-blue",
		Preparing: "blue",
		Designated: "green",
		Active: "cyan",
		Concluded: "purple",
		"Plaque Revoked": "red",
	};
	frm.dashboard.clear_headline();
	frm.dashboard.stats_area_row?.empty(); // a second refresh would add to it
	for (const [state, colour] of Object.entries(states)) {
		const count = figures.states[state];
		if (count) frm.dashboard.add_indicator(`${__(state, null, "Pilot Site")}: ${count}`, colour);
	}
	frm.dashboard.add_indicator(__("Progress of the milestones: {0} %", [figures.progress]), "blue");
	if (figures.overdue) frm.dashboard.add_indicator(__("{0} milestones overdue", [figures.overdue]), "red");
	if (figures.target) show_target(frm, figures.target);
}

function show_target(frm, target) {
	if (target.level === "Programme") {
		const colour = target.reached >= target.wanted ? "green" : "orange";
		frm.dashboard.add_indicator(__("{0} of {1} new sites", [target.reached, target.wanted]), colour);
		return;
	}
	if (!target.regions) return;
	const text = __("{0} of {1} regions have their new sites", [target.reached, target.regions]);
	frm.dashboard.add_indicator(text, target.short_count ? "orange" : "green");
	if (!target.short_count) return;
	const names = target.short.slice(0, 10).map((row) => frappe.utils.escape_html(row.region_name));
	if (target.short_count > 10) names.push("…");
	frm.dashboard.set_headline(
		__("{0} regions still lack a new site: {1}", [target.short_count, names.join(", ")]),
		"orange"
	);
}
