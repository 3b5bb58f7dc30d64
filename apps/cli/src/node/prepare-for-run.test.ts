import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";

const module = JSON.stringify(fileURLToPath(new URL("./prepare-for-run.ts", import.meta.url)));

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
import { prepareForRun } from ${module};
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
  "new objects take about the bound, whatever the process did before (%i)",
  async (warmUp) => {
    const { before, bounded, after } = await measure("prepareForRun(); prepareForRun();", warmUp);
    expect(before).toBeLessThanOrEqual(32);
    expect(bounded).toBe(Math.max(16, before));
    expect(after).toBeLessThanOrEqual(32);
  },
);

test("a space that V8 gave back while the process rested is there again at the next call", async () => {
  // As V8 does where a process rests, which a test does not wait for.
  const rest = `gc({ type: "major", execution: "sync", flavor: "last-resort" });
if (readYoung() >= 16) throw new Error("It was not given back.");`;
  const { bounded, after } = await measure(
    `prepareForRun(); ${rest} prepareForRun();`,
    0,
    "--expose-gc",
  );
  expect(bounded).toBe(16);
  expect(after).toBeLessThanOrEqual(32);
});

test("a space of which V8 has just given one half back is not made larger", async () => {
  // Now and then the half to which V8 moves the living is not there, and the space's size is that of the other one.
  const half = `
import v8 from "node:v8";
import { syncBuiltinESMExports } from "node:module";
prepareForRun();
const real = v8.getHeapSpaceStatistics;
v8.getHeapSpaceStatistics = () =>
  real().map((space) => ({ ...space, space_size: space.space_size / 2 }));
syncBuiltinESMExports();
prepareForRun();
v8.getHeapSpaceStatistics = real;
syncBuiltinESMExports();`;
  expect((await measure(half, 0)).after).toBeLessThanOrEqual(17);
});

test("without it, they take more; where Node was told less, it is left at that", async () => {
  expect((await measure("", 0)).after).toBeGreaterThan(32);
  const { after } = await measure("prepareForRun();", 0, "--max-semi-space-size=4");
  expect(after).toBeLessThanOrEqual(12);
});

test("a V8 that refuses, or tells nothing of its spaces, is left as it is", async () => {
  for (const name of ["setFlagsFromString", "getHeapSpaceStatistics"]) {
    const refuse = `
import v8 from "node:v8";
import { syncBuiltinESMExports } from "node:module";
const real = v8.${name};
v8.${name} = () => { throw new Error("No."); };
syncBuiltinESMExports();
prepareForRun();
v8.${name} = real;
syncBuiltinESMExports();`;
    expect((await measure(refuse, 0)).after).toBeGreaterThan(32);
  }
});

/** What V8 tells of its compilers while a function is called so often. */
async function listCompiled(bind: string): Promise<string> {
  const script = `
import { prepareForRun } from ${module};
${bind}
// Too long to become a part of the loop below.
const addUp = new Function("return function addUp(value) {" + "value += 1;".repeat(200) + "return value; }")();
let sum = 0;
for (let outer = 0; outer < 300; outer += 1) {
  for (let at = 0; at < 100; at += 1) sum = addUp(sum);
  await new Promise(setImmediate);
}`;
  const args = ["--trace-opt", "--input-type=module", "--eval", script];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

test("a function that is called some thousand times is not left to TurboFan, unless V8 is another one", async () => {
  const byTurboFan = /addUp .*TURBOFAN/;
  const other = `Object.defineProperty(process, "versions", { value: { ...process.versions, v8: "99.1" } });`;
  expect(await listCompiled("prepareForRun();")).not.toMatch(byTurboFan);
  expect(await listCompiled("")).toMatch(byTurboFan);
  expect(await listCompiled(`${other} prepareForRun();`)).toMatch(byTurboFan);
});

const seen = z.object({
  pid: z.number(),
  options: z.array(z.string()),
  words: z.array(z.string()),
  folder: z.string(),
  own: z.string().optional(),
  input: z.string(),
});

interface Start {
  readonly options?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly channel?: boolean;
}

/** What a program sees of itself once it is started; each process that got past its start says so on standard error. */
async function startProgram({ options = [], environment = {}, channel = false }: Start = {}) {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-anew-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, "program.mjs");
  const text = `
import { readFileSync } from "node:fs";
import { startAnew } from ${module};
startAnew();
console.error("started");
const [, , ...words] = process.argv;
const { pid, execArgv: options, env } = process;
const input = readFileSync(0, "utf8");
console.log(JSON.stringify({ pid, options, words, folder: process.cwd(), own: env.OWN, input }));
process.disconnect?.();`;
  await writeFile(program, text);
  const child = spawn(process.execPath, [...options, program, "two words", "--json"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], OWN: "kept", ...environment },
    stdio: channel ? ["pipe", "pipe", "pipe", "ipc"] : ["pipe", "pipe", "pipe"],
  });
  child.stdin?.end("from a pipe");
  const printed = { out: "", err: "" };
  child.stdout?.on("data", (data: Uint8Array) => (printed.out += data.toString()));
  child.stderr?.on("data", (data: Uint8Array) => (printed.err += data.toString()));
  const [code] = await once(child, "close");
  expect(code).toBe(0);
  const { pid, ...told } = seen.parse(JSON.parse(printed.out));
  expect(pid).toBe(child.pid);
  const words = ["two words", "--json"];
  expect(told).toMatchObject({ words, folder: await realpath(folder), own: "kept" });
  return { options: told.options, input: told.input, err: printed.err.trim() };
}

test("a fresh process starts anew in its own place, once, and nobody sees it", async () => {
  const option = "--no-concurrent-recompilation";
  const started = { options: [option], input: "from a pipe", err: "started" };
  expect(await startProgram()).toEqual(started);
  expect(await startProgram({ environment: { NODE_OPTIONS: "--no-deprecation" } })).toEqual(
    started,
  );
});

test("one that somebody gave options, watches or talks to goes on as it is", async () => {
  const asItIs = { options: [], input: "from a pipe", err: "started" };
  expect(await startProgram({ channel: true })).toEqual(asItIs);
  const options = ["--no-deprecation"];
  expect(await startProgram({ options })).toEqual({ ...asItIs, options });
  const environment = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };
  const watched = await startProgram({ environment });
  expect(watched).toMatchObject({ options: [], err: expect.stringMatching(/started$/) });
});

test("where the system has no such start, the process goes on", async () => {
  const nothing = "data:text/javascript,delete process.execve";
  const environment = { NODE_OPTIONS: `--import=${nothing.replace(" ", "%20")}` };
  expect(await startProgram({ environment })).toEqual({
    options: [],
    input: "from a pipe",
    err: "started",
  });
});
