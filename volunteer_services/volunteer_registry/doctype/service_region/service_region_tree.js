frappe.treeview_settings["Service Region"] = {
	breadcrumb: "Volunteer Registry",
	title: __("Service Regions"),
	get_tree_nodes: "volunteer_services.api.trees.get_children",
	get_tree_root: false, // a user may see several topmost nodes: they hang below the label
	root_label: __("All Regions"),
	disable_add_node: true, // a region needs code and level: it is made by the form
	onload(treeview) {
		treeview.make_tree();
		if (frappe.model.can_create("Service Region")) {
			treeview.page.set_primary_action(__("New Region"), () => frappe.new_doc("Service Region"), "add");
		}
	},
	extend_toolbar: true,
	toolbar: [
		{
			label: __("Add Region Below"),
			condition: (node) => !node.is_root && frappe.model.can_create("Service Region"),
			click: (node) =>
				frappe.new_doc("Service Region", { parent_service_region: node.data.value }),
			btnClass: "hidden-xs",
		},
		{
			label: __("Volunteers"),
			condition: (node) => !node.is_root && frappe.model.can_read("Volunteer Profile"),
			click: (node) =>
				frappe.set_route("List", "Volunteer Profile", {
					region: ["descendants of (inclusive)", node.data.value],
				}),
			btnClass: "hidden-xs",
		},
	],
};
