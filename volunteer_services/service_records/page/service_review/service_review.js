// 待我审核: the records that wait for the user, the doubtful first, decided many at once.
frappe.pages["service-review"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Waiting for My Review"), single_column: true });
	wrapper.review = new ServiceReview(page);
};

frappe.pages["service-review"].on_page_show = (wrapper) => wrapper.review.load();

const FLAGS = {
	late: () => [__("Late"), "orange"],
	make_up: () => [__("Make-up Entry"), "orange"],
	limit: () => [__("Over the Day's Limit"), "red"],
	overlap: () => [__("Overlaps"), "red"],
	twice: () => [__("Entered Twice?"), "red"],
	remark: () => [__("Read the Remark"), "yellow"],
};
const DECISIONS = ["Approve", "Return", "Reject"];

class ServiceReview {
	constructor(page) {
		this.page = page;
		this.$body = $(`<div class="service-review"></div>`).appendTo(page.main);
		page.set_secondary_action(__("Refresh"), () => this.load(), "refresh");
		this.$body.on("change", "input[data-name]", () => this.show_chosen());
		this.$body.on("change", "input[data-group]", (event) => this.tick_group(event.currentTarget));
		this.$body.on("click", "[data-clean]", () => this.tick_clean());
		this.$body.on("click", "[data-decision]", (event) => this.decide(event.currentTarget.dataset.decision));
	}

	async load() {
		this.found = await frappe.xcall("volunteer_services.api.service_logs.waiting_for_me");
		this.rows = new Map(this.found.groups.flatMap((group) => group.rows.map((row) => [row.name, row])));
		this.$body.html(this.rows.size ? this.html() : this.empty_html());
		this.show_chosen();
	}

	html() {
		const { sums, groups } = this.found;
		const clean = sums.records - sums.exceptions;
		return `<div class="service-review-head">
				<div>${numbers(sums.records, sums)}${this.beside()}</div>
				${
					clean
						? `<button class="btn btn-default btn-sm" data-clean>${__("Choose the {0} without Remarks", [
								clean,
						  ])}</button>`
						: ""
				}
			</div>
			${section(__("To Look At"), groups.filter((group) => !group.is_clean), "orange")}
			${section(__("Nothing Unusual"), groups.filter((group) => group.is_clean), "green")}
			<div class="service-review-bar" role="toolbar" hidden>
				<div class="service-review-chosen"></div>
				${DECISIONS.map(
					(action) =>
						`<button class="btn btn-sm ${action === "Approve" ? "btn-primary" : "btn-default"}"
							data-decision="${action}">${__(action)}</button>`
				).join("")}
			</div>`;
	}

	beside() {
		const { not_mine, more } = this.found;
		const said = [];
		if (not_mine) said.push(__("{0} that concern you or were entered by you wait for somebody else.", [not_mine]));
		if (more) said.push(__("{0} more follow when these are decided.", [more]));
		return said.map((text) => `<div class="text-muted small">${text}</div>`).join("");
	}

	empty_html() {
		return `<div class="service-review-empty text-muted">
			<p>${__("No record waits for you.")}</p>${this.beside()}</div>`;
	}

	boxes(selector = "input[data-name]") {
		return this.$body.find(selector).toArray();
	}

	chosen() {
		return this.boxes("input[data-name]:checked").map((box) => this.rows.get(box.dataset.name));
	}

	tick_clean() {
		for (const box of this.boxes()) box.checked = !this.rows.get(box.dataset.name).flags.length;
		this.show_chosen();
	}

	tick_group(box) {
		$(box).closest(".service-review-group").find("input[data-name]").prop("checked", box.checked);
		this.show_chosen();
	}

	show_chosen() {
		const rows = this.chosen();
		this.$body.find(".service-review-bar").prop("hidden", !rows.length);
		this.$body.find(".service-review-chosen").html(numbers(rows.length, sums_of(rows)));
		for (const group of this.boxes("input[data-group]")) {
			const boxes = $(group).closest(".service-review-group").find("input[data-name]").toArray();
			group.checked = boxes.every((box) => box.checked);
		}
	}

	decide(action) {
		const rows = this.chosen();
		volunteer_services.workflow_list.confirm({
			doctype: "Service Log",
			names: rows.map((row) => row.name),
			action,
			offer: { actions: { [action]: rows.length }, asked: rows.length, sums: { [action]: sums_of(rows) } },
			done: () => this.load(),
		});
	}
}

function sums_of(rows) {
	return {
		people: new Set(rows.map((row) => row.volunteer)).size,
		minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
	};
}

function hours(minutes) {
	return __("{0} hours", [format_number(minutes / 60, null, 2)]);
}

function numbers(records, { people, minutes }) {
	return `<b>${__("{0} records", [records])}</b> · ${__("{0} people", [people])} · ${hours(minutes)}`;
}

function section(title, groups, colour) {
	if (!groups.length) return "";
	return `<h5 class="service-review-section"><span class="indicator ${colour}">${title}</span></h5>
		${groups.map(group_html).join("")}`;
}

function group_html(group) {
	const escape = frappe.utils.escape_html;
	const title = group.activity
		? `<a href="${frappe.utils.get_form_link("Service Activity", group.activity)}">${escape(group.title)}</a>`
		: escape(group.title || "");
	return `<div class="service-review-group">
		<label class="service-review-title"><input type="checkbox" data-group="${escape(group.key)}">
			<span>${title} · ${frappe.datetime.str_to_user(group.date)} · ${__("{0} records", [group.rows.length])}</span>
		</label>
		${group.rows.map(row_html).join("")}
	</div>`;
}

function row_html(row) {
	const escape = frappe.utils.escape_html;
	const flags = row.flags.map((flag) => {
		const [text, colour] = FLAGS[flag]();
		return `<span class="indicator-pill no-indicator-dot ${colour}">${text}</span>`;
	});
	const link = frappe.utils.get_form_link("Service Log", row.name);
	return `<div class="service-review-row">
		<label class="service-review-who"><input type="checkbox" data-name="${escape(row.name)}">
			<b>${escape(row.volunteer_name)}</b></label>
		<div>${frappe.datetime.str_to_user(row.service_date)} ${times(row)}</div>
		<div><b>${__("{0} minutes", [row.minutes])}</b>
			<span class="text-muted">${__("{0} on that day", [hours(row.day_total)])}</span></div>
		<div class="text-muted">${escape(row.team_name || "")}</div>
		<div class="text-muted">${__("Entered by {0}", [escape(row.recorder_name || "")])}</div>
		<div class="service-review-flags">${flags.join(" ")}
			${row.remark ? `<span class="text-muted">${escape(row.remark)}</span>` : ""}
			<a class="text-muted" href="${link}">${__("Open the Record")}</a></div>
	</div>`;
}

function times(row) {
	if (!row.starts_on || !row.ends_on) return "";
	const pause = row.break_minutes ? ` (${__("break {0} min", [row.break_minutes])})` : "";
	return `${row.starts_on.slice(11, 16)}–${row.ends_on.slice(11, 16)}${pause}`;
}
