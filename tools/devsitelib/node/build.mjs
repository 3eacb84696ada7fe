// Bundles every *.bundle.* file of one app and writes which file each bundle became, in the manner of assets.json.
// node build.mjs '{"app": "frappe", "folders": {"frappe": "/…/frappe/public", …}, "out": "/…/dist/frappe",
//                  "url": "/assets/dist/frappe", "json": "/…/frappe.json"}'
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(process.argv[2]);
const modules = path.join(process.cwd(), "node_modules");
const require = createRequire(path.join(process.cwd(), "package.json"));
const esbuild = require("esbuild");
const sass = require("sass");
const sfc = require("vue/compiler-sfc");

const SCRIPTS = /\.bundle\.(js|ts)$/;
const STYLES = /\.bundle\.(css|scss)$/;

function* walk(dir) {
	for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
		const full = path.join(dir, entry.name);
		if (entry.isDirectory()) {
			if (!["node_modules", "dist"].includes(entry.name)) yield* walk(full);
		} else yield full;
	}
}

// sass: "~x" is a package, "app/public/x" a file of that app
const packageDirs = Object.values(job.folders).map((dir) => path.resolve(dir, "../.."));
const findFileUrl = (name) => {
	const [base, file] = name.startsWith("~") ? [modules, name.slice(1)] : [null, name];
	for (const dir of base ? [base] : [...packageDirs, modules]) {
		const target = path.join(dir, file);
		const folder = path.dirname(target);
		const stem = path.basename(target).replace(/\.(css|scss)$/, "");
		if (!fs.existsSync(folder)) continue;
		for (const found of [`${stem}.scss`, `_${stem}.scss`, `${stem}.css`, `${stem}/_index.scss`])
			if (fs.existsSync(path.join(folder, found))) return pathToFileURL(path.join(folder, found));
	}
	return null;
};
const compileSass = (file) =>
	sass.compile(file, {
		importers: [{ findFileUrl }],
		loadPaths: [modules, ...packageDirs],
		quietDeps: true,
		logger: sass.Logger.silent,
	}).css;

// a sheet imported by a script, or by a Vue component, is put into the page by that script
const inlined = (css) =>
	css.replace(/@import\s+["']([^"']+\.css)["'];?/g, (rule, name) => {
		const found = [modules, ...packageDirs].map((dir) => path.join(dir, name)).find((file) => fs.existsSync(file));
		return found ? inlined(fs.readFileSync(found, "utf8")) : rule;
	});
const setStyle = (css) => (css ? `frappe.dom.set_style(${JSON.stringify(inlined(css))});` : "");
const scriptStyles = {
	name: "script-styles",
	setup(build) {
		build.onLoad({ filter: /\.s?css$/ }, (args) => ({ contents: setStyle(compileSass(args.path)), loader: "js" }));
	},
};

const vue = {
	name: "vue",
	setup(build) {
		build.onLoad({ filter: /\.vue$/ }, (args) => {
			const { descriptor } = sfc.parse(fs.readFileSync(args.path, "utf8"), { filename: args.path });
			const id = createHash("sha256").update(args.path).digest("hex").slice(0, 8);
			const isScoped = descriptor.styles.some((style) => style.scoped);
			const inline = Boolean(descriptor.scriptSetup);
			const templateOptions = { id, filename: args.path, scoped: isScoped, slotted: descriptor.slotted, isProd: true };
			let code = "const component = {};";
			let bindings;
			if (descriptor.script || descriptor.scriptSetup) {
				const script = sfc.compileScript(descriptor, { id, isProd: true, inlineTemplate: inline, genDefaultAs: "component", templateOptions });
				code = script.content;
				bindings = script.bindings;
			}
			if (descriptor.template && !inline) {
				const source = descriptor.template.content;
				const compiled = sfc.compileTemplate({ ...templateOptions, source, compilerOptions: { bindingMetadata: bindings } });
				if (compiled.errors.length) return { errors: compiled.errors.map((e) => ({ text: String(e.message || e) })) };
				code += `\n${compiled.code}\ncomponent.render = render;`;
			}
			if (isScoped) code += `\ncomponent.__scopeId = "data-v-${id}";`;
			for (const style of descriptor.styles) {
				const source = style.lang === "scss" ? sass.compileString(style.content, { importers: [{ findFileUrl }], logger: sass.Logger.silent }).css : style.content;
				const sheet = sfc.compileStyle({ source, filename: args.path, id: `data-v-${id}`, scoped: style.scoped });
				if (sheet.errors.length) return { errors: sheet.errors.map((e) => ({ text: `${args.path}: ${e.message}` })) };
				code += `\n${setStyle(sheet.code)}`;
			}
			return { contents: `${code}\nexport default component;`, loader: "ts", resolveDir: path.dirname(args.path) };
		});
	},
};

const styles = {
	name: "styles",
	setup(build) {
		build.onLoad({ filter: /\.scss$/ }, (args) => ({
			contents: compileSass(args.path),
			loader: "css",
			resolveDir: path.dirname(args.path),
		}));
		// addresses like /assets/… are served by the site; relative ones of inlined sheets are looked for
		build.onResolve({ filter: /^(\/|data:|https?:)/ }, (args) =>
			args.kind === "url-token" ? { path: args.path, external: true } : null
		);
		build.onResolve({ filter: /\.(woff2?|ttf|otf|eot|svg|png|gif|jpe?g)([?#].*)?$/ }, (args) => {
			if (args.kind !== "url-token" || args.path.startsWith("/")) return null;
			const bare = args.path.replace(/[?#].*$/, "");
			const found = assetIndex.get(path.basename(bare));
			return found ? { path: found } : { path: args.path, external: true };
		});
	},
};
const assetIndex = new Map();
for (const dir of Object.values(job.folders).filter((dir) => fs.existsSync(dir)))
	for (const file of walk(dir))
		if (/\.(woff2?|ttf|otf|eot|svg|png|gif|jpe?g)$/.test(file) && !assetIndex.has(path.basename(file)))
			assetIndex.set(path.basename(file), file);

// a template imported by a script registers itself under its file name
const templates = {
	name: "templates",
	setup(build) {
		build.onLoad({ filter: /\.html$/ }, (args) => {
			const name = path.basename(args.path, ".html");
			const text = fs.readFileSync(args.path, "utf8").replace(/\s+/g, " ").replace(/<!--.*?-->/g, "");
			const contents = `frappe.templates[${JSON.stringify(name)}] = ${JSON.stringify(text)};`;
			return { contents, loader: "js" };
		});
	},
};

const common = {
	bundle: true,
	minify: true,
	sourcemap: false,
	target: ["es2018"],
	logLevel: "error",
	metafile: true,
	nodePaths: [modules, ...packageDirs],
	absWorkingDir: process.cwd(),
	alias: { "plyr/dist/plyr.polyfilled": path.join(modules, "plyr/dist/plyr.polyfilled.mjs") },
	define: {
		"process.env.NODE_ENV": '"production"',
		__VUE_OPTIONS_API__: "true",
		__VUE_PROD_DEVTOOLS__: "false",
		global: "window",
	},
	loader: Object.fromEntries([".woff", ".woff2", ".ttf", ".otf", ".eot", ".svg", ".png", ".gif", ".jpg"].map((e) => [e, "file"])),
	assetNames: "files/[name].[hash]",
	entryNames: "[dir]/[name].[hash]",
	outdir: job.out,
	publicPath: job.url,
};

const entries = { script: {}, style: {} };
for (const file of fs.existsSync(job.folders[job.app]) ? walk(job.folders[job.app]) : []) {
	const stem = path.basename(file).replace(/\.(js|ts|css|scss)$/, "");
	if (SCRIPTS.test(file)) entries.script[`js/${stem}`] = file;
	else if (STYLES.test(file)) entries.style[`css/${stem}`] = file;
}

const built = await Promise.all([
	esbuild.build({ ...common, entryPoints: entries.script, format: "iife", plugins: [vue, templates, scriptStyles] }),
	esbuild.build({ ...common, entryPoints: entries.style, plugins: [styles] }),
]);
const assets = {};
for (const { metafile } of built)
	for (const [output, facts] of Object.entries(metafile.outputs)) {
		const file = path.resolve(process.cwd(), output);
		const name = path.basename(file);
		const match = name.match(/^(.*\.bundle)\.[A-Z0-9]+\.(js|css)$/);
		if (!match) continue;
		const url = `${job.url}/${path.relative(job.out, file).split(path.sep).join("/")}`;
		if (facts.entryPoint) assets[`${match[1]}.${match[2]}`] = url;
	}
for (const [name, url] of Object.entries({ ...assets })) if (name.endsWith(".css")) assets[`rtl_${name}`] = url;
fs.writeFileSync(job.json, JSON.stringify(assets, null, 1));

// only now drop what an older build left: pages may still be loading it
const made = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.outputs).map((output) => path.resolve(output))));
if (fs.existsSync(job.out)) for (const file of walk(job.out)) if (!made.has(file)) fs.rmSync(file);
console.log(`${Object.keys(assets).length} bundles`);
