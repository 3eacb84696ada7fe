// The organiser's door: scan people's codes, note who has none, show the activity's code, see who is there.
// What is scanned without network waits in this browser, and is sent when the network is back.
frappe.provide("volunteer_services.check_in");

const DOOR = "volunteer_services.api.check_in";
const WAITING = "volunteer_services:check-ins:";
const AGAIN_SECONDS = 5;

// The place of the activity, from the device of whoever stands there: what the phones of others are compared with.
volunteer_services.check_in.take_place = function (frm) {
	const refused = () => frappe.msgprint(__("This device does not say where it is. Allow it in the browser."));
	if (!navigator.geolocation) {
		refused();
		return;
	}
	navigator.geolocation.getCurrentPosition(({ coords }) => {
		frm.set_value({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) });
	}, refused);
};

volunteer_services.check_in.add_buttons = function (frm) {
	if (frm.is_new() || !frm.perm[0].write) return;
	if (frm.doc.self_check_in && ["Draft", "Published"].includes(frm.doc.workflow_state)) {
		frm.add_custom_button(__("Take the Place From This Device"), () => volunteer_services.check_in.take_place(frm));
	}
	if (!["Published", "Completed"].includes(frm.doc.workflow_state)) return;
	const opens = frappe.datetime.add_days(frm.doc.starts_on, -1);
	if (frappe.datetime.now_datetime() < opens) return;
	frm.add_custom_button(__("Check-in"), () => new Door(frm).show());
	frm.change_custom_button_type(__("Check-in"), null, "primary");
};

class Door {
	constructor(frm) {
		this.frm = frm;
		this.activity = frm.docname;
		this.seen = {};
	}

	show() {
		this.dialog = new frappe.ui.Dialog({
			title: __("Check-in for {0}", [this.frm.doc.activity_name]),
			size: "large",
			fields: [
				{
					fieldname: "kind",
					fieldtype: "Select",
					label: __("Check In or Out"),
					options: ["In", "Out"].map((value) => ({ value, label: __(value, null, "Check In") })),
					default: "In",
					reqd: 1,
				},
				{
					fieldname: "volunteer",
					fieldtype: "Link",
					options: "Volunteer Profile",
					label: __("Without a Code"),
					description: __("Name, number or pinyin of somebody who has no code at hand."),
					onchange: () => this.by_hand(),
				},
				{ fieldname: "scan", fieldtype: "Button", label: __("Scan with the Camera"), click: () => this.scan() },
				{
					fieldname: "typed",
					fieldtype: "Data",
					label: __("Scanner"),
					description: __("For a scanner that types: put the cursor here and scan."),
					onchange: () => this.typed(),
				},
				{ fieldname: "board_section", fieldtype: "Section Break" },
				{ fieldname: "said", fieldtype: "HTML" },
				{ fieldname: "code", fieldtype: "HTML" },
				{ fieldname: "board", fieldtype: "HTML" },
			],
			primary_action_label: __("Show the Activity's Code"),
			primary_action: () => this.show_code(),
			on_hide: () => this.close(),
		});
		this.dialog.show();
		this.online = () => this.send_waiting();
		window.addEventListener("online", this.online);
		this.send_waiting();
		this.refresh();
	}

	close() {
		window.removeEventListener("online", this.online);
		clearTimeout(this.next_code);
		this.scanner?.stop_scan();
		this.frm.reload_doc();
	}

	scan() {
		this.scanner = new frappe.ui.Scanner({
			dialog: true,
			multiple: true,
			on_scan: ({ decodedText }) => this.take(decodedText),
		});
	}

	typed() {
		const text = this.dialog.get_value("typed");
		if (!text) return;
		this.dialog.set_value("typed", "");
		this.take(text);
	}

	// One look of the camera gives the same text ten times a second.
	async take(text) {
		const now = Date.now();
		if (now - (this.seen[text] || 0) < AGAIN_SECONDS * 1000) return;
		this.seen[text] = now;
		const kind = this.dialog.get_value("kind");
		if (!navigator.onLine) {
			this.keep(text, kind);
			return;
		}
		await this.post("scan", { text, kind });
	}

	async by_hand() {
		const volunteer = this.dialog.get_value("volunteer");
		if (!volunteer) return;
		this.dialog.set_value("volunteer", "");
		const kind = this.dialog.get_value("kind");
		await this.post("enter_by_hand", { volunteer, kind }, kind === "In" ? volunteer : null);
	}

	// ``comes_by``: who may be let in when it turns out that they have not signed up.
	async post(method, args, comes_by = null) {
		this.dialog.fields_dict.said.$wrapper.empty(); // what was said of the person before
		try {
			const answer = await call(method, { activity: this.activity, ...args });
			this.say(answer);
			this.refresh();
		} catch (error) {
			this.tell(error.message, "red");
			if (comes_by) this.ask_to_let_in(comes_by, error.message);
		}
	}

	ask_to_let_in(volunteer, problem) {
		volunteer_services.dialogs.ask({
			title: __("Let In All the Same?"),
			fields: [
				{ fieldtype: "HTML", options: `<p>${frappe.utils.escape_html(problem)}</p>` },
				{
					fieldname: "override",
					fieldtype: "Small Text",
					label: __("Let In All the Same, Because"),
					description: __("Only where a rule speaks against it, such as age, post or another activity at that time."),
				},
			],
			label: __("Let In"),
			call: (values) => call("come_by", { activity: this.activity, volunteer, ...values }),
			done: (answer) => {
				this.say(answer);
				this.refresh();
			},
		});
	}

	say({ volunteer_name, kind, happened_at, is_new }) {
		const word = __(kind, null, "Check In");
		const at = frappe.datetime.str_to_user(happened_at).slice(-8);
		const text = is_new
			? __("{0}: {1} noted at {2}", [volunteer_name, word, at])
			: __("{0} was noted before: {1} at {2}", [volunteer_name, word, at]);
		this.tell(text, is_new ? "green" : "blue");
	}

	tell(text, colour) {
		this.dialog.fields_dict.said.$wrapper.html(
			`<p class="indicator ${colour}" role="status" style="font-size: 1.2em; white-space: normal">${frappe.utils.escape_html(
				frappe.utils.html2text(text || "")
			)}</p>`
		);
	}

	// --- without network ---

	key() {
		return `${WAITING}${frappe.session.user}:${this.activity}`;
	}

	waiting() {
		return JSON.parse(localStorage.getItem(this.key()) || "[]");
	}

	keep(text, kind) {
		const rows = this.waiting();
		rows.push({ text, kind, happened_at: frappe.datetime.now_datetime(), offline_id: frappe.utils.get_random(20) });
		localStorage.setItem(this.key(), JSON.stringify(rows));
		this.tell(__("No network: {0} scans wait in this browser and are sent later.", [rows.length]), "orange");
	}

	async send_waiting() {
		const kept = this.waiting();
		if (!kept.length || !navigator.onLine) return;
		const phone_time = frappe.datetime.now_datetime();
		const rows = kept.map((row) => ({ ...row, phone_time }));
		const answer = await this.try("take_in", { activity: this.activity, rows });
		if (!answer) return;
		const { done, problems } = answer;
		const answered = new Set([...done, ...problems].map(({ offline_id }) => offline_id));
		const left = this.waiting().filter(({ offline_id }) => !answered.has(offline_id));
		localStorage.setItem(this.key(), JSON.stringify(left));
		const lines = problems.map(({ problem }) => `<li>${frappe.utils.escape_html(frappe.utils.html2text(problem))}</li>`);
		frappe.msgprint({
			title: __("Check-in"),
			indicator: problems.length ? "orange" : "green",
			message: `<p>${__("{0} scans were sent.", [done.length])}</p>${lines.length ? `<ul>${lines.join("")}</ul>` : ""}`,
		});
		this.refresh();
	}

	// --- what is shown ---

	async show_code() {
		const answer = await this.try("code", { activity: this.activity }, "GET");
		if (!answer) return;
		const { code, seconds } = answer;
		this.dialog.fields_dict.code.$wrapper.html(
			`<div class="text-center"><small>${__("Code of the activity, for a minute")}</small>
			<div style="font-size: 4em; letter-spacing: 0.15em">${frappe.utils.escape_html(code)}</div></div>`
		);
		clearTimeout(this.next_code);
		this.next_code = setTimeout(() => this.dialog.display && this.show_code(), seconds * 1000 + 200);
	}

	async refresh() {
		if (!navigator.onLine) return;
		const answer = await this.try("board", { activity: this.activity }, "GET");
		if (answer) this.dialog.fields_dict.board.$wrapper.html(board(answer.people, answer.problems));
	}

	// What goes wrong is said; what waits in this browser stays there.
	async try(...asked) {
		try {
			return await call(...asked);
		} catch (error) {
			this.tell(error.message, "red");
			return null;
		}
	}
}

function board(people, problems) {
	const escape = frappe.utils.escape_html;
	const there = people.filter(({ since, until }) => since && !until).length;
	const gone = people.filter(({ until }) => until).length;
	const rows = people.map(({ volunteer_name, post, since, until, minutes, doubts }) => {
		const time = (value) => (value ? frappe.datetime.str_to_user(value).slice(-8, -3) : "");
		return `<tr><td>${escape(volunteer_name)}${post ? `<br><small>${escape(post)}</small>` : ""}</td>
			<td>${time(since)}</td><td>${time(until)}</td><td>${minutes || ""}</td>
			<td class="text-warning">${doubts.map(escape).join("<br>")}</td></tr>`;
	});
	const wrong = problems.map(
		({ volunteer_name, problem }) => `<li>${escape(volunteer_name || "")}: ${escape(problem)}</li>`
	);
	if (!people.length) return `<p class="text-muted">${__("Nobody has signed up yet.")}</p>`;
	return `<p>${__("{0} expected, {1} there, {2} have left", [people.length, there, gone])}</p>
		<table class="table table-sm"><thead><tr><th>${__("Volunteer")}</th>
		<th>${__("In", null, "Check In")}</th><th>${__("Out", null, "Check In")}</th>
		<th>${__("Minutes Present")}</th><th>${__("In Doubt")}</th></tr></thead>
		<tbody>${rows.join("")}</tbody></table>${wrong.length ? `<ul>${wrong.join("")}</ul>` : ""}`;
}

function call(method, args, type = "POST") {
	return new Promise((resolve, reject) => {
		frappe.call({
			method: `${DOOR}.${method}`,
			type,
			args,
			silent: true,
			callback: ({ message }) => resolve(message),
			error: (answer) => reject(new Error(refusal(answer))),
		});
	});
}

// The server's sentence, from an answer of any of Frappe's releases.
function refusal(answer) {
	try {
		const messages = JSON.parse((answer.responseJSON || answer)._server_messages || "[]");
		const texts = messages.map((one) => JSON.parse(one).message);
		frappe.message_log = [];
		if (texts.length) return texts.join(" ");
	} catch (problem) {
		console.error(problem);
	}
	return __("The server did not answer. Try again.");
}
