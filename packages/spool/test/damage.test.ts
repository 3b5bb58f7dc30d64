import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { randomRuns } from "../../../tooling/test/run/random-runs.js";
import { takeStock } from "../src/owner/take-stock.js";
import { readCall } from "../src/record/read-payload.js";
import type { ReadRecord } from "../src/record/spool-record.js";
import { readSegment } from "../src/segment/read-segment.js";
import { readBatch } from "../src/ship/read-batch.js";
import { CountingLog } from "./world/counting-log.js";
import { DrivenClock } from "./world/driven-clock.js";
import { FaultyDisk } from "./world/faulty-disk.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

const ids = ["alpha", "beta", "gamma", "delta", "lone"];
const [alpha, beta, gamma, delta, lone] = ids.map((id) => plainCall({ id, text: `I am ${id}` }));

/** A spool of a few calls, in two segments, as its process left it. */
async function leaveSpool(): Promise<string> {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  log.answer = "fails";
  const parts = { clock: new DrivenClock(), disk: new FaultyDisk(), segmentBytes: 1_000 };
  const { open } = await openTestSpool({ folder, log, ...parts });
  if (!alpha || !beta || !gamma || !delta || !lone) throw new Error("There are five.");
  open.start(alpha);
  open.start(beta);
  open.add(alpha);
  await open.sync();
  open.start(gamma);
  open.add(lone);
  open.start(delta);
  open.settle(delta.id);
  await open.sync();
  open.add(beta);
  await open.close(0);
  const place = join(folder, ".promptrail/spool/production");
  return join(place, readdirSync(place)[0] ?? "");
}

interface Left {
  /** What each call came to. */
  readonly rows: readonly string[];
  readonly orphans: readonly string[];
  readonly missing: number;
}

/** That a bit makes of this build's format a later one: nothing is touched then. */
const later: Left = { rows: [...ids], orphans: [], missing: 0 };

/** What the next process makes of what stands there. */
async function readLeft(folder: string): Promise<Left> {
  const stock = await takeStock(folder);
  if (stock === null) return later;
  const { segments, orphans, gaps } = stock;
  const rows = [];
  for (const segment of segments) rows.push(...(await readBatch(segment, segment.size)).calls);
  const missing = gaps.reduce((sum, { count }) => sum + count, 0);
  for (const row of rows) expect(row.text).toBe(`I am ${row.id}`);
  return { rows: rows.map(({ id }) => id), orphans: orphans.map(({ id }) => id), missing };
}

interface Segment {
  readonly path: string;
  readonly bytes: Buffer;
  readonly records: readonly ReadRecord[];
}

async function readSegments(folder: string): Promise<readonly Segment[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".segment"));
  const paths = names.sort().map((name) => join(folder, name));
  return Promise.all(
    paths.map(async (path) => {
      const records = (await Array.fromAsync(readSegment({ source: path }))).flat();
      return { path, bytes: readFileSync(path), records };
    }),
  );
}

function idOf({ type, payload }: ReadRecord): string {
  if (type === "settled") return String(JSON.parse(payload.toString()));
  return type === "gap" ? "" : readCall(payload).id;
}

/** Calls that had begun, by these records, and need a row or a count. */
function findOwed(records: readonly ReadRecord[]): readonly string[] {
  const begun = new Set(records.map(idOf));
  for (const record of records) if (record.type === "settled") begun.delete(idOf(record));
  return [...begun].filter((id) => id !== "").sort();
}

/** Every byte in a long run, else some of them. */
function someOf(length: number): readonly number[] {
  const step = randomRuns({ usual: 41, long: 1 });
  const first = Math.floor(Math.random() * step);
  return Array.from({ length: Math.ceil((length - first) / step) }, (_, at) => first + at * step);
}

test("a spool that is cut off at any byte tells of every call that had begun by then", async () => {
  const folder = await leaveSpool();
  const segments = await readSegments(folder);
  expect(segments.length).toBeGreaterThan(1);
  const copy = join(makeTemporaryFolder(), "copy");
  const before: ReadRecord[] = [];
  for (const { path, bytes, records } of segments) {
    const name = path.slice(folder.length);
    cpSync(folder, copy, { recursive: true });
    for (const later of segments.filter((each) => each.path > path)) {
      rmSync(join(copy, later.path.slice(folder.length)));
    }
    const ends = records.flatMap(({ from, to }) => [from + 1, from + 33, to - 1, to]);
    for (const size of [0, ...ends, ...someOf(bytes.length)]) {
      writeFileSync(join(copy, name), bytes.subarray(0, size));
      const { rows, orphans, missing } = await readLeft(copy);
      const whole = [...before, ...records.filter(({ to }) => to <= size)];
      expect([...rows, ...orphans].sort()).toEqual(findOwed(whole));
      expect(missing).toBe(0);
    }
    before.push(...records);
    rmSync(copy, { recursive: true });
  }
});

async function flipEach(check: (left: Left, place: string) => void): Promise<void> {
  const folder = await leaveSpool();
  const segments = await readSegments(folder);
  for (const { path, bytes, records } of segments) {
    const frames = records.flatMap(({ from }) => [0, 2, 5, 9, 17, 25, 32].map((at) => from + at));
    for (const at of [...frames, ...someOf(bytes.length)]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, damaged);
      check(await readLeft(folder), `${path} ${at}`);
    }
    writeFileSync(path, bytes);
  }
}

test("whatever byte is damaged, every call is a row, an orphan or counted, and no row is another than was written", async () => {
  const owed = ["alpha", "beta", "gamma", "lone"];
  await flipEach(({ rows, orphans, missing }, place) => {
    const seen = new Set([...rows, ...orphans]);
    const unseen = owed.filter((id) => !seen.has(id));
    // That a call was settled may be what is damaged: it then is an orphan, and the log has it.
    expect(unseen.length, place).toBeLessThanOrEqual(missing);
    expect(missing, place).toBeLessThanOrEqual(unseen.length + 1);
  });
});

test("what a later build wrote is left for one, and said so", async () => {
  const left = await leaveSpool();
  const [first = ""] = readdirSync(left).filter((name) => name.endsWith(".segment"));
  const bytes = readFileSync(join(left, first));
  bytes.writeUInt32LE(2, 8);
  writeFileSync(join(left, first), bytes);
  const place = dirname(left);
  const folder = dirname(dirname(dirname(place)));
  const log = new CountingLog();
  for (let process = 0; process < 2; process += 1) {
    const { open, problems } = await openTestSpool({ folder, log, disk: new FaultyDisk() });
    await open.flush();
    await open.close(1_000);
    expect(problems).toMatchObject([{ message: expect.stringContaining("a later build") }]);
  }
  expect(log.calls.size).toBe(0);
  const [owner = ""] = readdirSync(place);
  const kept = join(place, owner, "adopted", basename(left), first);
  expect(readFileSync(kept)).toEqual(bytes);
});
