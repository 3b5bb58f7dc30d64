/// <reference path="./nunjucks.d.ts" />
// The body of a process of its own: prints how long its first render took, and the text.
const [template = "", context = "{}"] = process.argv.slice(2);
const values = JSON.parse(context) as object;
const start = process.hrtime.bigint();
const { default: nunjucks } = await import("nunjucks");
nunjucks.installJinjaCompat();
const environment = new nunjucks.Environment(null, { autoescape: false, throwOnUndefined: true });
environment.addFilter("currency", (value) =>
  typeof value === "number" ? `$${value.toFixed(2)}` : value,
);
const text = new nunjucks.Template(template, environment, "user", true).render(values);
const microseconds = Number(process.hrtime.bigint() - start) / 1000;
console.log(JSON.stringify({ microseconds, text }));
