import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCallId } from "@promptrail/core/call-log";
import { expect, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { CountingLog } from "./world/counting-log.js";
import { DrivenClock } from "./world/driven-clock.js";
import { FaultyDisk } from "./world/faulty-disk.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

const placeIn = (folder: string) => join(folder, ".promptrail/spool/production");
const makeCall = () => plainCall({ id: createCallId(new Date()) });

function listOwners(folder: string): readonly string[] {
  return readdirSync(placeIn(folder)).filter((name) => name !== "dead");
}

test("of a place outside of the project's own folder, all that is made is for its owner alone", async () => {
  const folder = makeTemporaryFolder();
  const clock = new DrivenClock();
  const parts = { log: new CountingLog(), clock, disk: new FaultyDisk() };
  const { open } = await openTestSpool({ folder, directory: "var/acme/spool", ...parts });
  open.start(makeCall());
  await open.sync();
  const modes = ["var", "var/acme", "var/acme/spool", "var/acme/spool/production"].map((path) =>
    (statSync(join(folder, path)).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(["700", "700", "700", "700"]);
  await open.close(1_000);
});

/** Makes an owner look like one of another machine, whose processes nobody here can ask for. */
function moveToOtherMachine(folder: string, name: string): void {
  const path = join(placeIn(folder), name, "owner.json");
  const owner = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...owner, boot: "another", host: "elsewhere" }));
}

/** A spool whose time stands still until it is told. */
async function openDriven(folder: string, log: CountingLog) {
  const clock = new DrivenClock();
  return { clock, ...(await openTestSpool({ folder, log, clock, disk: new FaultyDisk() })) };
}

test("folders are for their owner alone, and so are files", async () => {
  const folder = makeTemporaryFolder();
  const { open } = await openDriven(folder, new CountingLog());
  open.start(makeCall());
  await open.sync();
  const [name = ""] = listOwners(folder);
  const own = join(placeIn(folder), name);
  expect(statSync(own).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, ".promptrail")).mode & 0o777).toBe(0o700);
  const files = readdirSync(own, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name: file }) => file).sort()).toEqual([
    "0000000001.segment",
    "alive",
    "owner.json",
  ]);
  for (const file of files) expect(statSync(join(own, file.name)).mode & 0o777).toBe(0o600);
  await open.close(1_000);
});

test("an intent holds what is needed to count a call, and nothing that was said", async () => {
  const folder = makeTemporaryFolder();
  const { open } = await openDriven(folder, new CountingLog());
  open.start(plainCall({ id: "one", context: { word: "marmalade" }, text: "marmalade" }));
  const [name = ""] = listOwners(folder);
  const text = readFileSync(join(placeIn(folder), name, "0000000001.segment"), "latin1");
  expect(text).toContain('"id":"one"');
  expect(text).not.toContain("marmalade");
  await open.close(0);
});

test("what a process left at its end is taken over at once, by one of two", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  log.answer = "fails";
  const first = await openDriven(folder, log);
  const calls = [makeCall(), makeCall()];
  for (const call of calls) first.open.add(call);
  await first.open.close(0);
  log.answer = "takes";
  const both = await Promise.all([openDriven(folder, log), openDriven(folder, log)]);
  const waiting = both.map(({ open }) => open.waiting.bytes > 0);
  expect(waiting.filter(Boolean)).toHaveLength(1);
  for (const { open } of both) await open.flush();
  expect([...log.calls.keys()].sort()).toEqual(calls.map(({ id }) => id).sort());
  expect(log.appends).toBe(1);
  for (const { open } of both) await open.close(1_000);
  expect(listOwners(folder)).toEqual([]);
});

test("a process that runs is left alone, however long it is silent", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const silent = await openDriven(folder, log);
  silent.open.start(makeCall());
  const other = await openDriven(folder, log);
  other.clock.advance(600_000);
  await other.open.flush();
  expect(listOwners(folder)).toHaveLength(2);
  expect(log.calls.size).toBe(0);
  for (const { open } of [silent, other]) await open.close(0);
});

test("an owner on another machine is taken for dead after 30 seconds without a sign of life", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const far = await openDriven(folder, log);
  const [name = ""] = listOwners(folder);
  moveToOtherMachine(folder, name);
  const call = makeCall();
  far.open.start(call);
  const near = await openDriven(folder, log);
  // It shows that it lives, now and then.
  for (let turn = 0; turn < 20; turn += 1) {
    far.clock.advance(5_000);
    near.clock.advance(20_000);
  }
  expect(listOwners(folder)).toContain(name);
  // Its last sign was seen 15 seconds ago.
  near.clock.advance(14_000);
  expect(listOwners(folder)).toContain(name);
  near.clock.advance(6_000);
  expect(listOwners(folder)).not.toContain(name);
  await near.open.flush();
  expect(log.isOrphan(call.id)).toBe(true);
  await near.open.close(1_000);
  await far.open.close(0);
});

test("an owner that stood still and was taken over writes again, elsewhere, what may have come too late", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  log.answer = "fails";
  const frozen = await openDriven(folder, log);
  const [name = ""] = listOwners(folder);
  moveToOtherMachine(folder, name);
  const [early, open, late, alone] = [makeCall(), makeCall(), makeCall(), makeCall()];
  frozen.open.add(early);
  frozen.open.start(open);
  await frozen.open.sync();
  const heir = await openDriven(folder, log);
  heir.clock.advance(60_000);
  expect(listOwners(folder)).not.toContain(name);
  log.answer = "takes";
  await heir.open.flush();
  expect([...log.calls.keys()].sort()).toEqual([early.id, open.id].sort());
  // It goes on as if nothing had been: into files that nobody looks at any more.
  frozen.open.start(late);
  frozen.open.add(alone);
  await frozen.open.sync();
  expect(listOwners(folder)).toHaveLength(2);
  await frozen.open.flush();
  expect(log.calls.has(alone.id)).toBe(true);
  expect(frozen.problems).toEqual([]);
  // Its open calls went with it: a process that takes over from it finds them.
  await frozen.open.close(0);
  heir.clock.advance(5_000);
  await heir.open.flush();
  expect(log.isOrphan(late.id)).toBe(true);
  expect(log.calls.size).toBe(4);
  await heir.open.close(1_000);
  expect(listOwners(folder)).toEqual([]);
});

test("an owner that wakes up with nothing to write notices it by its next sign of life", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const frozen = await openDriven(folder, log);
  const [name = ""] = listOwners(folder);
  moveToOtherMachine(folder, name);
  const running = makeCall();
  frozen.open.start(running);
  const heir = await openDriven(folder, log);
  heir.clock.advance(60_000);
  await heir.open.flush();
  frozen.clock.advance(5_000);
  await expect.poll(() => listOwners(folder)).toHaveLength(2);
  await frozen.open.close(0);
  await heir.open.close(1_000);
});

test("what an heir leaves when it dies itself is taken over with what it had taken over", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  log.answer = "fails";
  const calls = [];
  for (let owner = 0; owner < 4; owner += 1) {
    const { open } = await openDriven(folder, log);
    const [running, done] = [makeCall(), makeCall()];
    calls.push(running, done);
    open.start(running);
    open.add(done);
    await open.close(0);
  }
  expect(listOwners(folder)).toHaveLength(1);
  log.answer = "takes";
  const { open, problems } = await openDriven(folder, log);
  await open.flush();
  expect([...log.calls.keys()].sort()).toEqual(calls.map(({ id }) => id).sort());
  expect(log.orphans).toBe(4);
  await open.close(1_000);
  expect(problems).toEqual([]);
  expect(existsSync(placeIn(folder)) && listOwners(folder)).toEqual([]);
});

test("files that somebody removes are made again, with what was not yet known to be in them", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  log.answer = "fails";
  const { open, problems } = await openDriven(folder, log);
  const [running, late] = [makeCall(), makeCall()];
  open.start(running);
  await open.sync();
  rmSync(join(folder, ".promptrail"), { recursive: true });
  open.start(late);
  open.add(late);
  await open.sync();
  expect(open.waiting.calls).toBe(1);
  log.answer = "takes";
  await open.flush();
  expect([...log.calls.keys()]).toEqual([late.id]);
  await open.close(0);
  const next = await openDriven(folder, log);
  await next.open.flush();
  expect(log.isOrphan(running.id)).toBe(true);
  expect(problems).toEqual([]);
  await next.open.close(1_000);
});
