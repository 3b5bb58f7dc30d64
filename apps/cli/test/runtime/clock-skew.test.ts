import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type SkewedMessage, skewedMessage } from "./skewed-message.js";
import { temporaryFolder } from "./start-process.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("clocks that are wrong");
const aDay = 86_400_000;
const anHour = 3_600_000;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A process of its own, whose clock is off by so many milliseconds. */
async function startSkewed(url: string, name: string, skewMs: number) {
  const child = fork(here("skewed-process.ts"), [url, temporaryFolder(), name, String(skewMs)], {
    execArgv: [
      ...["--disable-warning=ExperimentalWarning", "--conditions=@promptrail/source"],
      ...["--import", here("../../../../tooling/test/source-resolution.ts")],
    ],
  });
  const exit = once(child, "exit");
  const told: SkewedMessage[] = [];
  child.on("message", (raw) => told.push(skewedMessage.parse(raw)));
  onTestFinished(async () => {
    if (child.connected) child.disconnect();
    await exit;
  });
  const lastOf = <Kind extends SkewedMessage["kind"]>(kind: Kind) =>
    told.findLast(
      (message): message is Extract<SkewedMessage, { kind: Kind }> => message.kind === kind,
    );
  await expect.poll(() => lastOf("ready") ?? child.exitCode).not.toBeNull();
  const clock = lastOf("ready")?.clock ?? 0;
  expect(Math.abs(clock - Date.now() - skewMs)).toBeLessThan(anHour);
  const ask = async <Kind extends "decided" | "fleet">(order: "rollback" | "fleet", kind: Kind) => {
    const before = told.length;
    child.send(order);
    await expect.poll(() => told.slice(before).some((each) => each.kind === kind)).toBe(true);
    return lastOf(kind);
  };
  return { name, lastOf, ask };
}

describe.skipIf(adminUrl === null)(title, () => {
  test("change nothing: the revision orders, and the database's clock tells the time", async () => {
    const { url, drop } = await createTestDatabase(adminUrl ?? "");
    onTestFinished(drop);
    const skews = [
      ["ahead", aDay],
      ["behind", -aDay],
      ["right", 0],
      ["also right", 0],
    ] as const;
    const fleet = await Promise.all(skews.map(([name, skewMs]) => startSkewed(url, name, skewMs)));
    const [ahead, behind, right] = fleet;
    if (ahead === undefined || behind === undefined || right === undefined) {
      throw new TypeError("Four processes were started.");
    }
    const first = await ahead.ask("rollback", "decided");
    expect(first).toMatchObject({ alreadyApplied: false, revision: 2 });
    expect(Math.abs((first?.decidedAt ?? 0) - Date.now())).toBeLessThan(anHour);
    const versions = () => fleet.map(({ lastOf }) => lastOf("applied")?.version);
    await expect.poll(versions).toEqual([1, 1, 1, 1]);
    // The same minute, by who takes it for the day before yesterday: one step back, not two.
    for (const each of [behind, right]) {
      expect(await each.ask("rollback", "decided")).toMatchObject({
        alreadyApplied: true,
        revision: 2,
      });
    }
    const everyone = ["ahead", "also right", "behind", "right"];
    for (const each of fleet) {
      const names = async () => (await each.ask("fleet", "fleet"))?.names;
      await expect.poll(names).toEqual(everyone);
    }
  });
});
