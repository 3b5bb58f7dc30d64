import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openBenchProject } from "./open-bench-project.ts";
import { toPeerConfig } from "./peer/peer-config.ts";
import { startEvalUpstream } from "./start-eval-upstream.ts";
import { writeDataset } from "./write-dataset.ts";

test("both ways run every case of a dataset, and one that runs another number is refused", async () => {
  const upstream = await startEvalUpstream(0);
  const project = await openBenchProject(upstream, 40, 8);
  await upstream.readUsage();
  const [first, ...others] = await project.evaluate(2);
  expect(others).toHaveLength(1);
  expect(first).toMatchObject({ cases: 40, passed: 38 });
  expect(first.ms).toBeGreaterThan(0);
  expect(first.peakBytes).toBeGreaterThan(10_000_000);
  // The same case is asked for each time.
  expect(await upstream.readUsage()).toMatchObject({ answered: 80 });
  expect(await project.bareLoop()).toMatchObject({ cases: 40, passed: 38 });
  const { first: began, last, answered } = await upstream.readUsage();
  expect(answered).toBe(40);
  expect(last).toBeGreaterThanOrEqual(began);
  await writeDataset(project.dataset, 30);
  await expect(project.bareLoop()).rejects.toThrow("Of 40 cases 30 ran and 28 passed; 38 should");
  await upstream.stop();
  await project.close();
});

test("another tool gets each case once, and reaches this machine alone", async () => {
  expect(toPeerConfig("http://127.0.0.1:1/v1", 3)).toMatchObject({
    tests: [{ vars: { colour: "green" } }, { vars: { product: "Desk lamp no. 1" } }, {}],
  });
  const guard = fileURLToPath(new URL("./peer/only-loopback.ts", import.meta.url));
  const ask = `fetch("http://192.0.2.1/").catch(({ cause }) => console.log(cause.message))`;
  const run = promisify(execFile)(process.execPath, ["--import", guard, "-e", ask]);
  expect((await run).stdout).toBe("192.0.2.1 is not this machine, and is not reached from here.\n");
});
