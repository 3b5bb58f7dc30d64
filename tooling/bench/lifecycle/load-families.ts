import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createRegistry } from "@promptrail/core/lifecycle";
import { createFamilies } from "./create-families.ts";

// The body of a process of its own: prints how long it took to load and check many prompts, and as text
// the bytes of heap that each version keeps. `load-families.ts FAMILIES VERSIONS`.
const [families = 1, versions = 1] = process.argv.slice(2).map(Number);
setFlagsFromString("--expose-gc");

function usedAfterCollection(): number {
  runInNewContext("gc()");
  return process.memoryUsage().heapUsed;
}

const before = usedAfterCollection();
const start = process.hrtime.bigint();
const registry = createRegistry(createFamilies({ families, versions }), { providers: ["claude"] });
const microseconds = Number(process.hrtime.bigint() - start) / 1000;
const bytes = (usedAfterCollection() - before) / (registry.families.length * versions);
console.log(JSON.stringify({ microseconds, text: String(bytes) }));
