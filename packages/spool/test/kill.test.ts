import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { randomRuns } from "../../../tooling/test/run/random-runs.js";
import { buildLoadProcess } from "./build-load-process.js";
import { CountingLog } from "./counting-log.js";
import { makeTemporaryFolder } from "./temporary-folder.js";
import { openTestSpool } from "./open-test-spool.js";

/** What callers know: which calls began, and of which they were told that the record is on disk. */
class CallersLedger {
  readonly begun = new Set<string>();
  readonly onDisk = new Set<string>();

  readonly read = (line: string): void => {
    const [what, id = ""] = line.split(" ");
    if (what === "s") this.begun.add(id);
    if (what === "a") this.onDisk.add(id);
  };
}

interface Life {
  readonly script: string;
  readonly folder: string;
  readonly log: CountingLog;
  readonly ledger: CallersLedger;
  /** After so long under load it is killed. */
  readonly ms: number;
}

/** One process under load, until it is killed. */
async function live({ script, folder, log, ledger, ms }: Life): Promise<void> {
  const child = spawn(process.execPath, [script, folder], {
    stdio: ["ignore", "inherit", "inherit", "pipe", "ipc"],
  });
  const pipe = child.stdio[3];
  if (!(pipe instanceof Readable)) throw new Error("There is no pipe.");
  const lines = createInterface({ input: pipe });
  lines.on("line", ledger.read);
  child.on("message", async ({ number, what, rows }: Record<string, unknown>) => {
    const isTaken = await log.takeJson(String(what), String(rows));
    if (child.connected) child.send({ number, isTaken }, () => {});
  });
  await once(lines, "line");
  const closed = [once(child, "exit"), once(lines, "close")];
  setTimeout(() => child.kill("SIGKILL"), ms);
  await Promise.all(closed);
}

const kills = randomRuns({ usual: 50, long: 1_000 });
const atOnce = 3;

test(`${kills} kills under load: what callers began is rows, orphans and counted gaps, and nothing on disk is lost`, async () => {
  const folder = makeTemporaryFolder();
  const script = await buildLoadProcess(makeTemporaryFolder());
  const log = new CountingLog();
  const ledger = new CallersLedger();
  let left = kills;
  const chain = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      // A call log that fails now and then, for a while, and sometimes takes what it says it did not.
      const draw = Math.random();
      log.answer = draw < 0.4 ? "takes" : draw < 0.7 ? "fails" : "takes and fails";
      await live({ script, folder, log, ledger, ms: Math.random() * 60 });
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
  const unseen = [...ledger.begun].filter((id) => !log.calls.has(id));
  expect(unseen.length).toBe(log.countLost());
  expect(unseen).toEqual([]);
  expect([...ledger.onDisk].filter((id) => log.isOrphan(id))).toEqual([]);
  expect(log.orphans).toBeGreaterThan(0);
  expect(log.calls.size).toBeGreaterThanOrEqual(ledger.begun.size);
});
