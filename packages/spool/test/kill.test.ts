import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { bundleProcess } from "../../../tooling/test/run/bundle-process.js";
import { randomRuns } from "../../../tooling/test/run/random-runs.js";
import { CallersLedger, startLiveProcess } from "./process/live-process.js";
import { CountingLog } from "./world/counting-log.js";
import { DrivenClock } from "./world/driven-clock.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

const kills = randomRuns({ usual: 50, long: 1_000 });
const atOnce = 3;

let script: string;
beforeAll(async () => {
  script = await bundleProcess(fileURLToPath(new URL("process/load-process.ts", import.meta.url)));
});

/** What callers were told, against what is in the log. */
function expectAllSeen(ledger: CallersLedger, log: CountingLog): void {
  const unseen = [...ledger.begun].filter((id) => !log.calls.has(id));
  expect(unseen.length).toBe(log.countLost());
  expect(unseen).toEqual([]);
  expect([...ledger.onDisk].filter((id) => log.isOrphan(id))).toEqual([]);
}

test(`${kills} kills under load: what callers began is rows, orphans and counted gaps, and nothing on disk is lost`, async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const ledger = new CallersLedger();
  let left = kills;
  const chain = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      // A call log that fails now and then, for a while, and sometimes takes what it says it did not.
      const draw = Math.random();
      log.answer = draw < 0.4 ? "takes" : draw < 0.7 ? "fails" : "takes and fails";
      const { child, ended } = await startLiveProcess({ script, folder, log, ledger });
      // At any instant: this is the load's length, not a wait for something.
      await wait(Math.random() * 60);
      child.kill("SIGKILL");
      await ended;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, chain));
  log.answer = "takes";
  const { open, problems } = await openTestSpool({ folder, log });
  await open.flush();
  expect(problems).toEqual([]);
  expect(open.waiting).toEqual({ calls: 0, bytes: 0 });
  await open.close(1_000);
  expect(readdirSync(join(folder, ".promptrail/spool/production"))).toEqual([]);
  expect(ledger.begun.size).toBeGreaterThan(kills);
  expect(log.orphans).toBeGreaterThan(0);
  expectAllSeen(ledger, log);
});

test("a process that stands still, is taken over by another machine and goes on loses nothing that it says is on disk", async () => {
  const folder = makeTemporaryFolder();
  const place = join(folder, ".promptrail/spool/production");
  const log = new CountingLog();
  log.answer = "fails";
  const ledger = new CallersLedger();
  const { child, ended } = await startLiveProcess({ script, folder, log, ledger });
  await expect.poll(() => ledger.onDisk.size).toBeGreaterThan(10);
  child.kill("SIGSTOP");
  const [name = ""] = readdirSync(place);
  const path = join(place, name, "owner.json");
  const owner = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...owner, boot: "another", host: "elsewhere" }));
  const clock = new DrivenClock();
  const heir = await openTestSpool({ folder, log, clock });
  clock.advance(60_000);
  expect(readdirSync(place)).not.toContain(name);
  log.answer = "takes";
  await heir.open.flush();
  const before = ledger.onDisk.size;
  log.answer = "fails";
  child.kill("SIGCONT");
  await expect.poll(() => ledger.onDisk.size).toBeGreaterThan(before + 50);
  child.kill("SIGKILL");
  await ended;
  log.answer = "takes";
  clock.advance(5_000);
  await heir.open.flush();
  // Those that ran while it stood still were taken for lost, and the first word stands.
  const told = new CallersLedger();
  for (const id of ledger.onDisk) if (!log.calls.has(id)) told.onDisk.add(id);
  expect([...told.onDisk]).toEqual([]);
  expect([...ledger.begun].filter((id) => !log.calls.has(id))).toEqual([]);
  expect(heir.problems).toEqual([]);
  await heir.open.close(1_000);
});
