// The calendar's own words: it knows the Chinese of zh-cn, and Frappe asks it for zh. What its buttons say to the mouse
// it knows in English only.
frappe.provide("volunteer_services.engine_words");

volunteer_services.engine_words.calendar = () =>
	(frappe.boot.lang || "").toLowerCase().startsWith("zh")
		? {
				locale: "zh-cn",
				buttonHints: { prev: __("Previous $0"), next: __("Next $0"), today: __("This $0") },
				viewHint: __("$0 view"),
		  }
		: {};
