// 今日工作台: what waits, today's activities, deadlines, figures; everything in one call (api/home.py).
frappe.pages["volunteer-home"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Work of the Day"),
		single_column: true,
	});
	wrapper.home = new Home(page);
};

frappe.pages["volunteer-home"].on_page_show = function (wrapper) {
	wrapper.home.refresh();
};

const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

class Home {
	constructor(page) {
		this.page = page;
		this.body = $('<div class="volunteer-home"></div>').appendTo(page.main);
		page.set_secondary_action(__("Refresh"), () => this.refresh());
		this.body.on("click keydown", "[data-go]", (event) => {
			if (event.type === "keydown" && event.key !== "Enter") return;
			event.preventDefault();
			this.go(this.targets[event.currentTarget.dataset.go]);
		});
	}

	async refresh() {
		const { message: told } = await frappe.call({
			method: "volunteer_services.api.home.today",
			type: "GET",
		});
		this.targets = [];
		this.body.html(
			`${this.head(told)}
			<div class="vh-columns">
				<div>${this.waiting(told.waiting)}${this.activities(told)}</div>
				<div>${this.deadlines(told.deadlines)}</div>
			</div>
			<div class="vh-columns vh-below">
				<section>${this.title(__("Figures"))}${this.figures(told.figures)}</section>
				<section>${this.title(__("Hours of the Last Months"))}${this.months(told.months)}</section>
			</div>
			<nav class="vh-rooms">${told.rooms.map((room) => this.room(room)).join("")}
				${volunteer_services.has_role("STAFF") ? phone_link() : ""}
				<a class="vh-help" href="/volunteer-services-help" target="_blank">${__("Volunteer Services Help")}</a></nav>`
		);
	}

	go(target) {
		if (target.create) {
			frappe.new_doc(target.create);
			return;
		}
		frappe.route_options = target.options;
		frappe.set_route(...target.route);
	}

	// What opens on a click: kept beside the page, named by its number.
	opens(target) {
		return `data-go="${this.targets.push(target) - 1}" role="link" tabindex="0"`;
	}

	head(told) {
		const day = new Intl.DateTimeFormat(frappe.boot.lang, { dateStyle: "full" });
		const where = [day.format(new Date(`${told.day}T12:00:00`)), told.role, ...told.places];
		const buttons = told.create.map(
			(one) =>
				`<button class="btn btn-default btn-sm" ${this.opens({ create: one.doctype })}>
				<span aria-hidden="true">＋</span> ${escape(one.label)}</button>`
		);
		return `<div class="vh-head"><div class="vh-where">${where.map(escape).join(" · ")}</div>
			<div class="vh-new">${buttons.length ? `<span>${__("New Entry")}</span>` : ""}${buttons.join("")}</div></div>`;
	}

	title(text, count) {
		const number = count === undefined ? "" : ` <span class="vh-count">${escape(count)}</span>`;
		return `<h5>${escape(text)}${number}</h5>`;
	}

	waiting(rows) {
		const total = rows.reduce((sum, row) => sum + row.count, 0);
		const tiles = rows.map((row) => {
			const age = row.days
				? __("oldest: {0} days ago", [row.days])
				: __("oldest: today");
			const tone = row.days > 7 ? "overdue" : row.days > 3 ? "soon" : "calm";
			const target = { route: ["List", row.doctype, "List"], options: row.options };
			return `<div class="vh-tile vh-${tone}" ${this.opens(target)}>
				<div class="vh-number">${escape(row.count)}</div>
				<div><div class="vh-label">${escape(row.label)}</div><div class="vh-age">${age}</div></div></div>`;
		});
		const empty = `<p class="vh-empty">${__("Nothing waits for you.")}
			${__("What others send for review appears here.")}</p>`;
		return `<section class="vh-waiting">${this.title(__("Waiting for Me"), total)}
			${tiles.length ? `<div class="vh-tiles">${tiles.join("")}</div>` : empty}</section>`;
	}

	activities({ activities, create }) {
		const rows = activities.rows.map(
			(row) => `<div class="vh-row" ${this.opens({ route: ["Form", "Service Activity", row.name] })}>
				<span class="vh-time">${escape(row.times)}</span>
				<span class="vh-grow">${escape(row.title)}<small>${escape(row.place)}</small></span>
				<span>${__("{0} people", [row.people])}</span>
				<span class="vh-state">${escape(__(row.state, null, "Service Activity"))}</span></div>`
		);
		const begins = create.some((one) => one.doctype === "Service Activity");
		const empty = `<p class="vh-empty">${__("No activity today.")}
			${begins ? __("Plan one with the button above; after it, its participants become records.") : ""}</p>`;
		const today = moment(frappe.datetime.get_today()).format("YYYY-MM-DD");
		const all =
			activities.count > activities.rows.length
				? `<a ${this.opens({
						route: ["List", "Service Activity", "List"],
						options: { starts_on: ["between", [today, today]] },
				  })}>${__("All {0}", [activities.count])}</a>`
				: "";
		return `<section class="vh-activities">${this.title(__("Activities Today"), activities.count)}
			${rows.join("") || empty}${all}</section>`;
	}

	deadlines(rows) {
		const listed = rows.map(
			(row) => `<div class="vh-row" ${this.opens({ route: ["Form", row.doctype, row.name] })}>
				<span class="vh-grow">${escape(row.title)}<small>${escape(row.label)}
				${escape(frappe.datetime.str_to_user(row.day))}</small></span>
				<span class="vh-left vh-${row.tone}">${escape(this.left(row))}</span></div>`
		);
		const empty = `<p class="vh-empty">${__("No deadline in the next days.")}</p>`;
		return `<section class="vh-deadlines">${this.title(__("Deadlines"))}${listed.join("") || empty}</section>`;
	}

	left({ days, tone, working_days }) {
		if (tone === "overdue") {
			return working_days === null
				? __("{0} days over", [-days])
				: __("{0} working days over", [-days]);
		}
		if (!days) return __("due today");
		return working_days === null
			? __("{0} days left", [days])
			: __("{0} working days left", [days]);
	}

	figures(cards) {
		const tiles = cards.map(
			(card) => `<div class="vh-figure vh-${card.tone || "plain"}"
				${this.opens({ route: card.route, options: card.options })}>
				<div class="vh-label">${escape(card.label)}</div><div class="vh-value">${escape(card.value)}</div></div>`
		);
		return `<div class="vh-figures">${tiles.join("")}</div>`;
	}

	months(rows) {
		const most = Math.max(...rows.map((row) => row.hours), 1);
		const name = new Intl.DateTimeFormat(frappe.boot.lang, { month: "short" });
		const bars = rows.map((row) => {
			const height = Math.round((row.hours / most) * 100);
			const month = name.format(new Date(`${row.month}-15T12:00:00`));
			return `<div class="vh-bar" title="${escape(row.month)}: ${__("{0} people", [row.people])}">
				<span class="vh-bar-value">${escape(row.hours.toLocaleString())}</span>
				<span class="vh-bar-box"><span style="height: ${height}%"></span></span>
				<span class="vh-bar-month">${escape(month)}</span></div>`;
		});
		return `<div class="vh-bars">${bars.join("")}</div>
			<div class="vh-unit">${__("Unit: hours of approved service")}</div>`;
	}

	room({ name, label }) {
		return `<a ${this.opens({ route: [frappe.router.slug(name)] })}>${escape(label)}</a>`;
	}
}

function phone_link() {
	return `<a class="vh-help" href="/volunteer-team-service" target="_blank">${__("On the Phone")}</a>`;
}
