import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCallId } from "@promptrail/core/call-log";
import { expect, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { CountingLog } from "./world/counting-log.js";
import { DrivenClock } from "./world/driven-clock.js";
import { FaultyDisk } from "./world/faulty-disk.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

const makeCall = (subject: string | null, word: string) =>
  plainCall({ id: createCallId(new Date()), subject, text: word, context: { word } });

/** The files in which a word stands. */
function findWord(folder: string, word: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(word));
}

test("what is of an erased subject is gone from all files within a minute, and the rest comes to the log", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const parts = () => ({ disk: new FaultyDisk(), segmentBytes: 3_000 });
  // Left by a process before; waiting; put aside; and brought, in a segment that has room.
  log.answer = "fails";
  const before = await openTestSpool({ folder, log, clock: new DrivenClock(), ...parts() });
  const kept = [makeCall("bob", "marmalade"), makeCall(null, "marmalade")];
  before.open.add(makeCall("ada", "canary-left"));
  for (const call of kept) before.open.add(call);
  await before.open.close(0);
  log.answer = "takes";
  const clock = new DrivenClock();
  let isDown = false;
  const append: CountingLog["append"] = async (calls) => {
    if (isDown) log.answer = "fails";
    await log.append(calls).finally(() => {
      log.answer = "takes";
    });
  };
  const { appendGaps, erasures } = log;
  const settings = { folder, log: { append, appendGaps, erasures }, clock, ...parts() };
  const { open } = await openTestSpool(settings);
  const dead = makeCall("ada", "canary-dead");
  log.poison.add(dead.id);
  open.add(dead);
  open.add(makeCall("ada", "canary-brought"));
  await open.flush();
  isDown = true;
  open.add(makeCall("ada", "canary-waiting"));
  const running = makeCall("ada", "canary-later");
  open.start(running);
  await open.flush();
  for (const word of ["canary-dead", "canary-brought", "canary-waiting"]) {
    expect(findWord(folder, word), word).not.toEqual([]);
  }
  log.erased.add("ada");
  clock.advance(60_000);
  await open.flush();
  expect(findWord(folder, "canary")).toEqual([]);
  // A call of hers that ends later is not written at all.
  open.add(running);
  await open.sync();
  expect(findWord(folder, "canary")).toEqual([]);
  isDown = false;
  await open.flush();
  for (const call of kept) expect(log.calls.get(call.id)).toEqual(call);
  expect(log.calls.has(running.id)).toBe(false);
  await open.close(1_000);
  const next = await openTestSpool({ folder, log, clock: new DrivenClock(), ...parts() });
  await next.open.flush();
  expect(log.orphans).toBe(0);
  await next.open.close(1_000);
});
