// A room adds to the list of a room below it: its script stands in hooks.py under doctype_list_js and is read after
// the list's own.
frappe.provide("volunteer_services.lists");

// Frappe leaves the columns out on a phone. ``parts(doc)`` are the words of a second line there, as HTML; those that
// are empty are left out. A touch opens the document, unless it is on a link.
volunteer_services.lists.second_line = function (doctype, parts) {
	on_refresh(doctype, (listview) => {
		for (const doc of listview.data || []) {
			const $row = row_of(listview, doc);
			if (!$row.length || $row.find(".volunteer-second-line").length) continue;
			const text = parts(doc).filter(Boolean).join(" · ");
			$(`<div class="volunteer-second-line visible-xs">${text}</div>`)
				.on("click", (event) => {
					if (!$(event.target).closest("a").length) frappe.set_route("Form", doctype, doc.name);
				})
				.appendTo($row);
		}
	});
};

// Titles are shown to their end, in as many lines as they need.
volunteer_services.lists.full_titles = function (doctype) {
	on_refresh(doctype, (listview) => listview.$result.addClass("volunteer-full-titles"));
};

// The title of a linked document, as the list shows it.
volunteer_services.lists.title = function (doctype, name) {
	return name ? frappe.utils.escape_html(frappe.utils.get_link_title(doctype, name) || name) : "";
};

// Whether the list that is drawn has room for a column of its own for the field: on narrow screens it has fewer.
volunteer_services.lists.shows = (fieldname) =>
	Boolean(cur_list?.columns?.some((column) => column.df?.fieldname === fieldname)) && !frappe.is_mobile();

frappe.dom.set_style(`
	.volunteer-second-line { padding: 0 15px 10px 42px; margin-top: -4px; color: var(--text-muted); font-size: 12px; }
	.volunteer-full-titles .list-row { height: auto; min-height: 40px; }
	.volunteer-full-titles .list-subject, .volunteer-full-titles .list-subject .ellipsis,
	.volunteer-full-titles .list-subject a { white-space: normal; overflow: visible; word-break: break-word; }
`);

function row_of(listview, doc) {
	const boxes = listview.$result.find(".list-row-checkbox");
	return boxes.filter((_at, box) => unescape(box.dataset.name) === doc.name).closest(".list-row-container");
}

function on_refresh(doctype, act) {
	const settings = (frappe.listview_settings[doctype] ??= {});
	const before = settings.refresh;
	settings.refresh = function (listview) {
		before?.call(this, listview);
		act(listview);
	};
}

volunteer_services.lists.on_load = function (doctype, add) {
	const settings = (frappe.listview_settings[doctype] ??= {});
	const before = settings.onload;
	settings.onload = function (listview) {
		before?.call(this, listview);
		add(listview);
	};
};
