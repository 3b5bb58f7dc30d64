import { fileURLToPath } from "node:url";
import { allChecks } from "./all-checks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const findings = Object.values(allChecks).flatMap((check) => check(root));
for (const { rule, place, fix } of findings) {
  console.log(`${place}\n  rule: ${rule}\n  fix:  ${fix}`);
}
console.log(findings.length === 0 ? "No rule is broken." : `${findings.length} findings.`);
process.exitCode = findings.length === 0 ? 0 : 1;
