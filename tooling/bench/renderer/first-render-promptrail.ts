// The body of a process of its own: prints how long its first render took, and the text.
const [template = "", context = "{}"] = process.argv.slice(2);
const values = JSON.parse(context) as object;
const start = process.hrtime.bigint();
const { compileTemplate } = await import("@promptrail/renderer");
const text = compileTemplate(template).render(values);
const microseconds = Number(process.hrtime.bigint() - start) / 1000;
console.log(JSON.stringify({ microseconds, text }));
