// Where Frappe has no place for a translation, or its layout none for the Chinese one. Each part leaves other apps'
// screens alone, and does nothing where a later Frappe has closed the gap.
const is_chinese = (frappe.boot.lang || "").toLowerCase().startsWith("zh");

// Below a time stands the time zone, in English, and keeps the field's own description from being translated. It says
// nothing where the user and the site are in one zone.
const { set_description } = frappe.ui.form.ControlDatetime.prototype;
frappe.ui.form.ControlDatetime.prototype.set_description = function (...args) {
	const { system, user } = frappe.boot.time_zone || {};
	if (system === user && volunteer_services.is_ours(this.df.parent)) this.df.hide_timezone = 1;
	return set_description.apply(this, args);
};

// The first Frappe 15 names a new document by its makeshift name: new-service-log-1.
const { set_form_breadcrumb } = frappe.breadcrumbs;
frappe.breadcrumbs.set_form_breadcrumb = function (breadcrumbs, ...rest) {
	set_form_breadcrumb.call(this, breadcrumbs, ...rest);
	const { doctype } = breadcrumbs;
	const $name = this.$breadcrumbs.find("li a").last();
	if (volunteer_services.is_ours(doctype) && $name.text().startsWith(`new-${frappe.router.slug(doctype)}-`)) {
		$name.text(__("New {0}", [__(doctype)]));
	}
};

// Cards on the dashboard of a list show their English names in the first Frappe 15.
const widget = Object.getPrototypeOf(frappe.widget.widget_factory.number_card.prototype);
const { set_title } = widget;
widget.set_title = function (...args) {
	set_title.apply(this, args);
	const $title = this.title_field.find("span.ellipsis").last();
	const word = __($title.text());
	if (word !== $title.text()) $title.text(word).attr("title", word);
};

// The chart of dates knows the Chinese months, and nobody tells it.
const { render_gantt } = frappe.views.GanttView.prototype;
frappe.views.GanttView.prototype.render_gantt = function (...args) {
	render_gantt.apply(this, args);
	if (!is_chinese || !this.gantt?.options || !volunteer_services.is_ours(this.doctype)) return;
	this.gantt.options.language = "zh";
	this.gantt.change_view_mode(this.gantt.options.view_mode);
};

// The age of a row: Frappe 15 says 14米 (metres) for minutes, and d, w, M. The age is not renewed each minute, then.
const { get_meta_html } = frappe.views.ListView.prototype;
frappe.views.ListView.prototype.get_meta_html = function (doc, ...rest) {
	const html = get_meta_html.call(this, doc, ...rest);
	if (!is_chinese || !volunteer_services.is_ours(this.doctype)) return html;
	const $html = $("<div>").html(html);
	const $age = $html.find(".frappe-timestamp.mini").removeClass("frappe-timestamp");
	$age.text(age($age.text()));
	return $html.html();
};

function age(text) {
	const count = [parseInt(text)];
	const ages = [
		[__("{0} m", count), __("{0} m", count, "Volunteer Services")],
		[__("{0} d", count), __("{0} d", count, "Volunteer Services")],
		[__("{0} w", count), __("{0} w", count, "Volunteer Services")],
		[__("{0} M", count), __("{0} M", count, "Volunteer Services")],
	];
	return ages.find(([theirs]) => theirs === text)?.[1] || text;
}

// The head of the first column says its field in English to the mouse. And Frappe 16 has less room for the count of
// the rows than its Chinese takes: it lay over the head of the last column.
const { get_header_html } = frappe.views.ListView.prototype;
frappe.views.ListView.prototype.get_header_html = function (...args) {
	const html = get_header_html.apply(this, args);
	const { label, parent } = this.columns?.[0]?.df || {};
	if (!is_chinese || !label || !volunteer_services.is_ours(this.doctype)) return html;
	this.$result.addClass("volunteer-chinese-list");
	const say = (name) => __("Click to sort by {0}", [name]);
	return html.replace(say(label), say(__(label, null, parent)));
};

// No advertisement beside our lists: Frappe 15 adds it, in English, once it has told of the sidebar.
$(document).on("list_sidebar_setup", () => {
	if (!volunteer_services.is_ours(frappe.get_route()[1])) return;
	setTimeout(() => $(".list-sidebar > div:has(a[href^='https://frappe.io/'])").remove());
});

// What follows for our pages only is said to them.
$(document).on("page-change", () => {
	const doctype = frappe.get_route()[1];
	$(frappe.container.page).toggleClass("volunteer-page", volunteer_services.is_ours(doctype));
});

// 编辑 beside the row of a table stood one character below the other; on a phone the heads and the rows of a table
// were cut, and the month cut the names of activities (Frappe 15 has a calendar older than that of 16).
frappe.dom.set_style(`
	.grid-row .btn-open-row .edit-grid-row { white-space: nowrap; }
	.volunteer-chinese-list .list-count { white-space: nowrap; }
	@media (min-width: 768px) {
		.frappe-list .volunteer-chinese-list.no-assign-to .list-row .level-right,
		.frappe-list .volunteer-chinese-list.no-assign-to .list-row-head .level-right {
			flex: 0 0 180px; width: 180px;
		}
	}
	.volunteer-page .fc-day-grid-event .fc-content,
	.volunteer-page .fc-daygrid-event,
	.volunteer-page .fc-daygrid-event .fc-event-title { white-space: normal; overflow-wrap: anywhere; }
	@media (max-width: 767px) {
		.volunteer-page .grid-heading-row,
		.volunteer-page .grid-heading-row .row-index,
		.volunteer-page .grid-heading-row .row-check { height: auto; }
		.volunteer-page .form-grid .grid-static-col { height: auto; max-height: none; }
		.volunteer-page .form-grid .grid-static-col[data-fieldname] { min-width: 72px; }
		.volunteer-page .form-grid .row-index, .volunteer-page .form-grid .row-check { flex-shrink: 0; }
		.volunteer-page .form-grid .static-area.ellipsis { white-space: normal; overflow-wrap: anywhere; }
	}
`);
