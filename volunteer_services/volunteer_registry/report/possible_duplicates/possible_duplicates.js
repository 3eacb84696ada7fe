(function (r) {
	frappe.query_reports["Possible Duplicates"] = {
		filters: [
			r.link("region", __("Region (and below)"), "Service Region"),
			r.choices("strength", __("How Likely"), [
				"",
				{ value: "3", label: __("Very Likely") },
				{ value: "2", label: __("Likely") },
				{ value: "1", label: __("Possible") },
			]),
		],
		formatter(value, row, column, data, default_formatter) {
			if (column.fieldname !== "likely" || !data) return r.formatter(value, row, column, data, default_formatter);
			const colour = { 3: "red", 2: "orange", 1: "gray" }[data.strength];
			const word = frappe.utils.escape_html(value || "");
			return `<button type="button" class="btn btn-xs btn-default indicator ${colour}"
				data-compare="${data.one}" data-with="${data.other}">${word}</button>`;
		},
		onload(report) {
			report.$page.on("click", "[data-compare]", (event) => {
				const { compare, with: other } = event.currentTarget.dataset;
				volunteer_services.twins.compare(compare, other, () => report.refresh());
			});
		},
	};
})(volunteer_services.reports);
