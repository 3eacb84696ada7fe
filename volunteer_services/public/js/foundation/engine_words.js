// Words of the desk that no Chinese of Frappe 15, or of 16, has. They stand here so that the translation file may name them;
// where a later Frappe translates them, ours say the same. What Frappe does translate stays as it is, also where it
// reads badly (docs/words.md): ours would change it for every app on the site.
frappe.provide("volunteer_services.engine_words");

volunteer_services.engine_words.list = () => [
	__("Search or type a command (Ctrl + G)"),
	__("Search or type a command ({0})"),
	__("You created this"),
	__("{0} created this"),
	__("You last edited this"),
	__("{0} last edited this"),
	__("Add a Filter"),
	__("Edit Filters"),
	__("Apply Filters"),
	__("No filters selected"),
	__("Clear all filters"),
	__("{0} filters"),
	__("{0} filter"),
	__("No {0} found with matching filters. Clear filters to see all {0}."),
	__("Configure Columns"),
	__("Select Kanban"),
	__("Search for {0}"),
	__("Group By {0}"),
	__("Are you sure you want to remove the {0} filter?"),
	// The help of an empty list, and the first steps on the workspace (15) or beside it (16).
	__("Need Help?"),
	__("Action Complete"),
	__("Document Saved"),
	__(
		'Congratulations on completing the module setup. If you want to learn more you can refer to the documentation <a target="_blank" href="{0}">here</a>.'
	),
	__("Getting Started"),
	__("steps completed"),
	__("completed"),
	__("Skip All"),
	__("Reset All"),
];

// The calendar's own words: it knows the Chinese of zh-cn, and Frappe asks it for zh.
volunteer_services.engine_words.calendar = () =>
	(frappe.boot.lang || "").toLowerCase().startsWith("zh") ? { locale: "zh-cn" } : {};
