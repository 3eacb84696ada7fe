// A file is chosen and sent to a function of ours; what the server refuses is said in its words.
frappe.provide("volunteer_services.uploads");

// ``done(file)`` follows when somebody has chosen one that is not too large. ``name``: the input's class.
volunteer_services.uploads.choose = function ({ accept, largest_mb, name, done }) {
	const input = document.createElement("input");
	Object.assign(input, { type: "file", accept, className: name });
	input.style.display = "none";
	input.addEventListener("cancel", () => input.remove());
	input.addEventListener("change", async () => {
		const file = input.files[0];
		input.remove();
		if (!file) return;
		if (file.size > largest_mb * 1024 * 1024) {
			frappe.throw(__("{0} is larger than {1} MB. Choose a smaller file.", [file.name, largest_mb]));
		}
		await done(file);
	});
	document.body.append(input); // so that it is found where somebody else must choose the file
	input.click();
};

// The answer of the function; null where it refused, which was said.
volunteer_services.uploads.send = async function ({ method, values, file, title, waiting }) {
	const form = new FormData();
	for (const [key, value] of Object.entries(values)) {
		if (value) form.append(key, value);
	}
	form.append("file", file, file.name);
	frappe.dom.freeze(waiting);
	let answer, data;
	try {
		answer = await fetch(`/api/method/${method}`, {
			method: "POST",
			headers: { "Accept": "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token },
			body: form,
		});
		data = await answer.json().catch(() => ({}));
	} finally {
		frappe.dom.unfreeze();
	}
	if (answer.ok) return data.message ?? true;
	frappe.msgprint({ title, indicator: "red", message: reason_of(data) });
	return null;
};

// The server's messages have escaped what came from the file.
function reason_of(data) {
	try {
		return JSON.parse(data._server_messages)
			.map((text) => JSON.parse(text).message)
			.join("<br>");
	} catch (_error) {
		return __("This did not work. Please try again.");
	}
}
