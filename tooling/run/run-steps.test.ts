import { expect, test } from "vitest";
import { commandStep, throwingStep } from "./check-step.ts";
import { runSteps } from "./run-steps.ts";

test("runs as many steps side by side as it is told, each once, in their order", async () => {
  const running = new Set<string>();
  const started: string[] = [];
  let most = 0;
  const open = new Map<string, () => void>();
  const steps = ["a", "b", "c", "d"].map((name) =>
    throwingStep(name, async () => {
      running.add(name);
      started.push(name);
      most = Math.max(most, running.size);
      await new Promise<void>((resolve) => open.set(name, resolve));
      running.delete(name);
    }),
  );
  const counted = runSteps(steps, () => {}, 2);
  for (const name of ["b", "a", "d", "c"]) {
    await expect.poll(() => open.has(name)).toBe(true);
    open.get(name)?.();
  }
  expect(await counted).toEqual({ passed: 4, failed: 0, skipped: 0 });
  expect(started).toEqual(["a", "b", "c", "d"]);
  expect(most).toBe(2);
});

test("counts steps by their outcome and prints the output of those that did not pass", async () => {
  const lines: string[] = [];
  const counts = await runSteps(
    [
      commandStep("good command", ["node", "-e", "console.log('quiet')"]),
      commandStep("bad command", ["node", "-e", "console.error('why'); process.exit(3)"]),
      commandStep("lost command", ["promptrail-no-such-command"]),
      throwingStep("good function", () => Promise.resolve()),
      throwingStep("bad function", () => Promise.reject(new Error("three are missing"))),
      { name: "broken step", run: () => Promise.reject(new Error("the step itself broke")) },
      {
        name: "skipped step",
        run: () => Promise.resolve({ outcome: "skipped", output: "no repository" }),
      },
    ],
    (line) => lines.push(line),
  );
  expect(counts).toEqual({ passed: 2, failed: 4, skipped: 1 });
  const text = lines.join("\n");
  expect(text).toMatch(/✓ good command \(\d+\.\d s\)/);
  expect(text).toMatch(/✗ bad command \(\d+\.\d s\)\nwhy\n/);
  expect(text).toContain("ENOENT");
  expect(text).toContain("three are missing");
  expect(text).toContain("the step itself broke");
  expect(text).toMatch(/– skipped step \(\d+\.\d s\)\nno repository/);
  expect(text).not.toContain("quiet");
});
