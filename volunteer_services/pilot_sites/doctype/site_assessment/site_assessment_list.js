const ASSESSMENT_COLOURS = {
	Draft: "gray",
	"Submitted for Review": "blue",
	Certified: "green",
	"Needs Rectification": "orange",
	Cancelled: "red",
};

frappe.listview_settings["Site Assessment"] = {
	add_fields: ["workflow_state", "met_count", "item_count", "valid_until", "follow_up_of"],
	has_indicator_for_draft: true,
	hide_name_column: true,

	get_indicator(doc) {
		const state = doc.workflow_state;
		if (state === "Certified" && doc.valid_until && doc.valid_until < frappe.datetime.get_today()) {
			return [__("Lapsed"), "red", "workflow_state,=,Certified|valid_until,<,Today"];
		}
		return [__(state, null, "Site Assessment"), ASSESSMENT_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},

	// On narrow screens the columns that follow are left out: the count stands beside the day. (A formatter of the
	// title would take the row's box and link away.)
	formatters: {
		assessed_on(value, df, doc) {
			const day = frappe.datetime.str_to_user(value) || "";
			return `<span>${day} · ${doc.met_count || 0}/${doc.item_count || 0}</span>`;
		},
	},

	onload(listview) {
		const ours = volunteer_services.assessments;
		const only = (...filters) => async () => {
			await listview.filter_area.clear();
			listview.filter_area.add(filters.map((filter) => ["Site Assessment", ...filter]));
		};
		const today = frappe.datetime.get_today();
		listview.page.add_menu_item(
			__("Waiting for a Decision"),
			only(["workflow_state", "=", "Submitted for Review"])
		);
		listview.page.add_menu_item(
			__("Lapses within 60 Days"),
			only(
				["workflow_state", "=", "Certified"],
				["valid_until", "between", [today, frappe.datetime.add_days(today, 60)]]
			)
		);
		if (!frappe.model.can_create("Site Assessment")) return;
		listview.page.add_menu_item(__("Fill on Phone"), () => ours.show_phone());
		listview.page.add_menu_item(__("Blank Excel Form"), () => ours.export_blank());
		listview.page.add_menu_item(__("Import Excel Form"), () =>
			ours.import_form(null, (result) => {
				ours.say_imported(result);
				frappe.set_route("Form", "Site Assessment", result.name);
			})
		);
	},
};
