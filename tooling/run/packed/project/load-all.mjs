// Imports every door of every package of ours, then asks for what needs a newer Node.
import { readFileSync } from "node:fs";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
for (const name of Object.keys(dependencies).filter((each) => each.startsWith("@promptrail/"))) {
  const { exports } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  for (const door of Object.keys(exports)) {
    // The suites of `./conformance` are for vitest, which this project has not.
    if (!door.endsWith(".json") && door !== "./conformance")
      await import(`${name}${door.slice(1)}`);
  }
}
const { createPromptrail } = await import("@promptrail/runtime");
await createPromptrail({ prompts: [], providers: [] }).catch(({ message }) => console.log(message));
