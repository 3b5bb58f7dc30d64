import { expect, test } from "vitest";
import { createAwaitedTimer } from "./awaited-timer.ts";
import { createLoopTimer } from "./loop-timer.ts";
import { createProcessTimer, runProcess } from "./process-timer.ts";

test("a loop's first run finds units that fill its time, and later runs do as many", async () => {
  let units = 0;
  const timer = createLoopTimer(1, () => {
    units += 1;
    return "text";
  });
  expect(await timer()).toBeGreaterThan(0);
  const all = units;
  await timer();
  // The first run did 1 + 2 + 4 … units, the last of which are a run.
  expect(units - all).toBe((all + 1) / 2);
});

test("an awaited timer awaits as many units as it was told", async () => {
  let units = 0;
  const timer = createAwaitedTimer(7, async () => {
    units += 1;
  });
  expect(await timer()).toBeGreaterThan(0);
  expect(units).toBe(7);
});

const script = new URL("../renderer/first-render-nunjucks.ts", import.meta.url);

test("a process reports its own time and the text that it made", async () => {
  const parameters = ["{{ name }}!", JSON.stringify({ name: "lamp" })];
  const report = await runProcess(script, parameters);
  expect(report.text).toBe("lamp!");
  expect(report.microseconds).toBeGreaterThan(0);
  expect(await createProcessTimer(script, parameters)()).toBeGreaterThan(0);
});

test("a process that fails stops the measurement", async () => {
  await expect(runProcess(script, ["{{ name"])).rejects.toThrow("Command failed");
});
