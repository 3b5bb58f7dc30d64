import { spawn } from "node:child_process";
import { expect, test } from "vitest";

const built = new URL("../../dist/index.js", import.meta.url).href;

/** Runs a program on the built package, with nothing that a person would have to end. */
async function run(program: string): Promise<{ code: number | null; output: string }> {
  const source = `import { createRenderer } from ${JSON.stringify(built)};\n${program}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PROMPTRAIL_TEST_SECRET: "hunter2" },
    timeout: 60_000,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, output };
}

test("a program with a worker ends by itself", async () => {
  const ended = await run(`
    const renderer = createRenderer({ worker: {} });
    const template = renderer.compile("{{ x }}", { name: "t", filters: [] });
    console.log(template.render({ x: "done" }));
  `);
  expect(ended).toEqual({ code: 0, output: "done\n" });
});

test("a program goes on after its workers were ended, with its event loop running", async () => {
  const ended = await run(`
    import { setTimeout } from "node:timers/promises";
    const limits = { loopSteps: 1e12, builtTotal: 1e15 };
    const renderer = createRenderer({ worker: { deadlineMs: 1_000 }, limits });
    const loop = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
    const bad = renderer.compile(loop, { name: "bad", filters: [] });
    const good = renderer.compile("{{ x }}", { name: "good", filters: [] });
    for (let round = 0; round < 3; round += 1) {
      try {
        bad.render({});
      } catch (error) {
        console.log(error.kind);
      }
      await setTimeout(1);
      console.log(good.render({ x: round }));
    }
  `);
  expect(ended).toEqual({ code: 0, output: "limit\n0\nlimit\n1\nlimit\n2\n" });
});

test("a program's errors stay its own", async () => {
  const ended = await run(`
    const renderer = createRenderer({ worker: {} });
    renderer.compile("{{ x }}", { name: "t", filters: [] });
    process.exitCode = 7;
  `);
  expect(ended).toEqual({ code: 7, output: "" });
});
