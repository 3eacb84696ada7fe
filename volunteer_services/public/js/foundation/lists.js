// A room adds to the list of a room below it: its script stands in hooks.py under doctype_list_js and is read after
// the list's own.
frappe.provide("volunteer_services.lists");

// Frappe 15 leaves the columns out on a phone, 16 shows two of them. ``parts(doc)`` are the words of a second line
// there, as HTML; those that are empty are left out. A touch opens the document, unless it is on a link.
volunteer_services.lists.second_line = function (doctype, parts) {
	on_refresh(doctype, async (listview) => {
		draw_lines(listview, parts);
		if (await volunteer_services.link_titles.fetch(take_untitled())) draw_lines(listview, parts);
	});
};

function draw_lines(listview, parts) {
	for (const doc of listview.data || []) {
		const $row = row_of(listview, doc);
		$row.find(".volunteer-second-line").remove();
		const text = parts(doc).filter(Boolean).join(" · ");
		$(`<div class="volunteer-second-line visible-xs">${text}</div>`)
			.on("click", (event) => {
				if (!$(event.target).closest("a").length) frappe.set_route("Form", listview.doctype, doc.name);
			})
			.appendTo($row);
	}
}

// Titles are shown to their end, in as many lines as they need.
volunteer_services.lists.full_titles = function (doctype) {
	on_refresh(doctype, (listview) => listview.$result.addClass("volunteer-full-titles"));
};

// The title of a linked document, as the list shows it; its name until the title is known.
volunteer_services.lists.title = function (doctype, name) {
	if (!name) return "";
	const title = frappe.utils.get_link_title(doctype, name);
	if (!title) (untitled[doctype] ??= new Set()).add(name);
	return frappe.utils.escape_html(title || name);
};

// DocType → the names that were asked for and have no title yet.
let untitled = {};

function take_untitled() {
	const taken = untitled;
	untitled = {};
	return taken;
}

// Whether the list that is drawn has room for a column of its own for the field: on narrow screens it has fewer.
volunteer_services.lists.shows = (fieldname) =>
	Boolean(cur_list?.columns?.some((column) => column.df?.fieldname === fieldname)) && !frappe.is_mobile();

frappe.dom.set_style(`
	.volunteer-second-line { padding: 0 15px 10px 42px; margin-top: -4px; color: var(--text-muted); font-size: 12px;
		position: relative; line-height: 1.5; }
	@media (max-width: 767px) {
		.list-row-container:has(.volunteer-second-line) .mobile-layout { display: none !important; }
		.list-row-container:has(.volunteer-second-line) .list-row:has(.mobile-layout) { border-bottom: 0; }
		.list-row-container:has(.mobile-layout):has(.volunteer-second-line) {
			border-bottom: 1px solid var(--border-color);
		}
	}
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
