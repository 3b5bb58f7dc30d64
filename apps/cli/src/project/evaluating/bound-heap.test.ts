import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const module = JSON.stringify(fileURLToPath(new URL("./bound-heap.ts", import.meta.url)));

/** Objects that live for a while, as those of calls in flight do. */
const churn = `
import { getHeapSpaceStatistics } from "node:v8";
let living = [];
const churn = (rounds) => {
  for (let round = 0; round < rounds; round += 1) {
    if (round % 20 === 0) living = [];
    for (let at = 0; at < 20_000; at += 1) living.push({ at, list: [at] });
  }
};
const readYoung = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space").space_size / 1_048_576;
`;

const figures = z.object({ before: z.number(), bounded: z.number(), after: z.number() });

/** The young space of a process of its own, in megabytes, before it is bounded, then, and after much work. */
async function measure(bind: string, warmUp: number, ...flags: readonly string[]) {
  const script = `${churn}
import { boundHeap } from ${module};
churn(${warmUp});
const before = readYoung();
${bind}
const bounded = readYoung();
churn(120);
console.log(JSON.stringify({ before, bounded, after: readYoung() }));`;
  const args = [...flags, "--input-type=module", "--eval", script];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stderr).toBe("");
  return figures.parse(JSON.parse(stdout));
}

test.each([0, 2])(
  "new objects take no more than the bound, whatever the process did before (%i)",
  async (warmUp) => {
    const { before, bounded, after } = await measure("boundHeap(); boundHeap();", warmUp);
    expect(before).toBeLessThanOrEqual(32);
    expect(bounded).toBe(32);
    expect(after).toBeLessThanOrEqual(32);
  },
);

test("a space that V8 gave back while the process rested is there again at the next call", async () => {
  // As V8 does where a process rests, which a test does not wait for.
  const rest = `gc({ type: "major", execution: "sync", flavor: "last-resort" });
if (readYoung() >= 32) throw new Error("It was not given back.");`;
  const { bounded, after } = await measure(`boundHeap(); ${rest} boundHeap();`, 0, "--expose-gc");
  expect([bounded, after]).toEqual([32, 32]);
});

test("without it, they take more; where Node was told less, it is left at that", async () => {
  expect((await measure("", 0)).after).toBeGreaterThan(32);
  const { after } = await measure("boundHeap();", 0, "--max-semi-space-size=4");
  expect(after).toBeLessThanOrEqual(8);
});

test("a V8 that refuses, or tells nothing of its spaces, is left as it is", async () => {
  for (const name of ["setFlagsFromString", "getHeapSpaceStatistics"]) {
    const refuse = `
import v8 from "node:v8";
import { syncBuiltinESMExports } from "node:module";
const real = v8.${name};
v8.${name} = () => { throw new Error("No."); };
syncBuiltinESMExports();
boundHeap();
v8.${name} = real;
syncBuiltinESMExports();`;
    expect((await measure(refuse, 0)).after).toBeGreaterThan(32);
  }
});
