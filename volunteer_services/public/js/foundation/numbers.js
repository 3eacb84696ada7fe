// Frappe's fields make 2 of "2.5小时", 15 of "1,5" and 2 of 2.5 where a whole number is wanted, and say nothing.
// In our forms a duration is read with its unit, and what is no number is refused; fields of others stay as
// they are. The server reads the same way (foundation/documents/entered.py).
const HOUR = "个?(?:小时|小時|钟头|鐘頭|钟|hours?|hrs?|h|时|時)";
const MINUTE = "(?:分钟|分鐘|分|minutes?|mins?|m)";
const SPOKEN = new RegExp(`^(?:(\\d+(?:\\.\\d+)?)(个半)?${HOUR}(半)?)(?:(\\d+)${MINUTE}?)?$`, "i");
const ONLY_MINUTES = new RegExp(`^(\\d+)${MINUTE}$`, "i");
const HALF = new RegExp(`^半${HOUR}$`, "i");
const CLOCKED = /^(\d{1,2}):([0-5]\d)(?::00)?$/;
const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/;
const SUM = /^[\d+\-/*.() ]+$/;

// Minutes of a duration with its unit, or null.
function spoken_minutes(text) {
	const clocked = CLOCKED.exec(text);
	if (clocked) return cint(clocked[1]) * 60 + cint(clocked[2]);
	if (HALF.test(text)) return 30;
	const only = ONLY_MINUTES.exec(text);
	if (only) return cint(only[1]);
	const spoken = SPOKEN.exec(text);
	if (!spoken) return null;
	const hours = parseFloat(spoken[1]) + (spoken[2] || spoken[3] ? 0.5 : 0);
	return Math.round(hours * 60) + cint(spoken[4]);
}

const counts_minutes = (df) => df.fieldname === "minutes" || df.fieldname.endsWith("_minutes");

// What Frappe's own field is to read, or null for what is no number.
function readable(value, df) {
	const text = String(value).normalize("NFKC").replace(/\s+/g, "").replace(/^'(?=.)/, "");
	const is_whole = ["Int", "Long Int"].includes(df.fieldtype);
	const minutes = spoken_minutes(text);
	if (minutes !== null) {
		if (counts_minutes(df)) return String(minutes);
		return df.fieldname === "hours" ? String(flt(minutes / 60, 2)) : null;
	}
	if (NUMBER.test(text)) {
		const plain = text.replaceAll(",", "");
		return is_whole && parseFloat(plain) % 1 ? null : plain;
	}
	return SUM.test(text) ? value : null;
}

function refuse(control, value) {
	const df = control.df;
	const label = __(df.label, null, df.parent);
	const shown = frappe.utils.escape_html(String(value));
	const message = counts_minutes(df)
		? __("{0} cannot be {1}. Write whole minutes, as 150, or the time with its unit, as 2.5 hours.", [label, shown])
		: ["Int", "Long Int"].includes(df.fieldtype)
		? __("{0} cannot be {1}. Write a whole number, without a unit.", [label, shown])
		: __("{0} cannot be {1}. Write a number with a point, such as 1.5, and without a unit.", [label, shown]);
	frappe.show_alert({ message, indicator: "red" }, 10);
}

for (const name of ["ControlInt", "ControlFloat"]) {
	const prototype = frappe.ui.form[name].prototype;
	const parse = prototype.parse;
	prototype.parse = function (value, ...rest) {
		const is_text = typeof value === "string" && value.trim() !== "";
		if (!is_text || !volunteer_services.is_ours(this.df?.parent)) return parse.call(this, value, ...rest);
		const text = readable(value, this.df);
		if (text !== null) return parse.call(this, text, ...rest);
		// The field is asked again on its way through Frappe: it is told once, and keeps what it had.
		if (this.refused !== value) refuse(this, value);
		this.refused = value;
		const kept = this.get_model_value?.() ?? null;
		this.$input?.val(kept === null ? "" : this.format_for_input(kept));
		return kept;
	};
}
