// What a number of 18 characters says while it is typed (GB 11643, ISO 7064 MOD 11-2). The server decides; a number of
// another kind says nothing here.
frappe.provide("volunteer_services.identity_number");

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

// {sex, date_of_birth, age}, {problem} for 18 characters that cannot be right, or null while there is too little.
volunteer_services.identity_number.read = function (typed) {
	const number = String(typed || "")
		.normalize("NFKC")
		.toUpperCase()
		.replace(/[\s\-‐–—·.]/g, "")
		.replace(/×$/, "X");
	if (!/^\d{17}[\dX]$/.test(number)) {
		return number.length >= 18 ? { problem: __("An ID number has 18 characters: 17 digits and a digit or X.") } : null;
	}
	const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
	const date_of_birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
	const born = moment(date_of_birth, "YYYY-MM-DD", true);
	if (CHECKS[sum % 11] !== number[17] || !born.isValid() || born.isAfter(moment())) {
		return { problem: __("A digit of the ID number is wrong: compare it with the paper.") };
	}
	return { sex: Number(number[16]) % 2 ? "Male" : "Female", date_of_birth, age: moment().diff(born, "years") };
};
