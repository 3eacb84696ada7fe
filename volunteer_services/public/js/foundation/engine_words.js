// The calendar's own words: it knows the Chinese of zh-cn, and Frappe asks it for zh.
frappe.provide("volunteer_services.engine_words");

volunteer_services.engine_words.calendar = () =>
	(frappe.boot.lang || "").toLowerCase().startsWith("zh") ? { locale: "zh-cn" } : {};
