frappe.treeview_settings["Volunteer Team"] = {
	breadcrumb: "Volunteer Registry",
	title: __("Volunteer Teams"),
	get_tree_nodes: "volunteer_services.api.trees.get_children",
	get_tree_root: false, // a user may see several topmost nodes: they hang below the label
	root_label: __("All Volunteer Teams"),
	disable_add_node: true, // teams need more than a name: they are made by the form
	filters: [
		{ fieldname: "with_ended", fieldtype: "Check", label: __("Show Rejected and Dissolved Teams") },
	],
	onload(treeview) {
		treeview.make_tree();
		if (frappe.model.can_create("Volunteer Team")) {
			treeview.page.set_primary_action(__("New Team"), () => frappe.new_doc("Volunteer Team"), "add");
		}
	},
	onrender(node) {
		const state = node.data && node.data.state;
		if (state && state !== "Active") {
			$(`<span class="indicator-pill gray ml-2 small"></span>`)
				.text(__(state, null, "Volunteer Team"))
				.appendTo(node.$tree_link);
		}
	},
	extend_toolbar: true,
	toolbar: [
		{
			label: __("Add Team Below"),
			condition: (node) => !node.is_root && frappe.model.can_create("Volunteer Team"),
			click: (node) =>
				frappe.new_doc("Volunteer Team", { parent_volunteer_team: node.data.value }),
			btnClass: "hidden-xs",
		},
		{
			label: __("Team Members"),
			condition: (node) => !node.is_root,
			click: (node) => frappe.set_route("List", "Team Membership", { team: node.data.value }),
			btnClass: "hidden-xs",
		},
	],
};
