import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoggedCall, OpenCallSpool } from "@promptrail/core/call-log";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { randomRuns } from "../../../tooling/test/run/random-runs.js";
import { CountingLog } from "./world/counting-log.js";
import { DrivenClock } from "./world/driven-clock.js";
import { FaultyDisk } from "./world/faulty-disk.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("start" as const), size: fc.nat(3_000) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("end" as const), which: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("settle" as const), which: fc.nat(99) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("end alone" as const), size: fc.nat(3_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("sync" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("flush" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(90_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("log" as const),
      answer: fc.constantFrom("takes", "fails", "takes and fails"),
    }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** One process after the other on one folder, and what their callers know. */
class World {
  readonly folder = makeTemporaryFolder();
  readonly log = new CountingLog();
  readonly #settings: { readonly maxBytes?: number };
  #life = { clock: new DrivenClock(), disk: new FaultyDisk(), isOver: false };
  #open: OpenCallSpool | null = null;
  #running: LoggedCall[] = [];
  #count = 0;
  /** Calls that need a row or a count. */
  readonly owed = new Set<string>();
  /** Those whose records are on disk. */
  readonly onDisk = new Set<string>();
  /** Begun, or ended, and not on disk for sure. */
  readonly #begunSince = new Set<string>();
  readonly #endedSince = new Set<string>();
  /** Ended without having begun: until they are on disk, nothing tells of them. */
  readonly #aloneSince = new Set<string>();

  constructor(settings: { readonly maxBytes?: number } = {}) {
    this.#settings = settings;
  }

  get disk(): FaultyDisk {
    return this.#life.disk;
  }

  async start(forgetsSync = false): Promise<void> {
    const life = { clock: new DrivenClock(), disk: new FaultyDisk(), isOver: false };
    life.disk.forgetsSync = forgetsSync;
    this.#life = life;
    const over = new Promise<never>(() => {});
    const log = {
      append: (calls: readonly LoggedCall[]) => (life.isOver ? over : this.log.append(calls)),
      appendGaps: (gaps: Parameters<CountingLog["appendGaps"]>[0]) =>
        life.isOver ? over : this.log.appendGaps(gaps),
      erasures: () => (life.isOver ? over : this.log.erasures()),
    };
    const { folder } = this;
    const parts = { ...this.#settings, clock: life.clock, disk: life.disk, segmentBytes: 8_000 };
    this.#open = (await openTestSpool({ folder, log, ...parts })).open;
  }

  async do(step: Step): Promise<void> {
    const open = this.#open;
    if (open === null) throw new Error("No process runs.");
    if (step.do === "start") {
      const call = this.#makeCall(step.size);
      open.start(call);
      this.#running.push(call);
      this.owed.add(call.id);
      this.#begunSince.add(call.id);
    }
    if (step.do === "end alone") {
      const call = this.#makeCall(step.size);
      this.#end(call);
      this.#aloneSince.add(call.id);
    }
    if (step.do === "end" || step.do === "settle") this.#endRunning(step);
    if (step.do === "sync") await this.#sync();
    if (step.do === "flush") await open.flush();
    if (step.do === "wait") this.#life.clock.advance(step.ms);
    if (step.do === "log") this.log.answer = step.answer;
  }

  #endRunning(step: { readonly do: "end" | "settle"; readonly which: number }): void {
    const [call] = this.#running.splice(step.which % (this.#running.length || 1), 1);
    if (call === undefined) return;
    if (step.do === "end") {
      this.#end(call);
      return;
    }
    this.#open?.settle(call.id);
    this.owed.delete(call.id);
  }

  #end(call: LoggedCall): void {
    this.#open?.add(call);
    this.owed.add(call.id);
    this.#begunSince.add(call.id);
    this.#endedSince.add(call.id);
  }

  async #sync(): Promise<void> {
    const ended = [...this.#endedSince];
    try {
      await this.#open?.sync();
    } catch {
      return;
    }
    for (const id of ended) this.onDisk.add(id);
    this.#begunSince.clear();
    this.#endedSince.clear();
    this.#aloneSince.clear();
  }

  #makeCall(size: number): LoggedCall {
    this.#count += 1;
    const startedAt = this.#life.clock.now();
    const lane = this.#count % 3 === 0 ? "shadow" : "production";
    return plainCall({ id: `call-${this.#count}`, startedAt, lane, text: "x".repeat(size) });
  }

  /** The process is killed: nothing of it happens any more. `cut`: and the machine has no power. */
  kill(cut: boolean): void {
    this.#life.isOver = true;
    this.#life.clock.stop();
    if (cut) {
      this.#life.disk.cutPower(Math.random);
      for (const id of this.#begunSince) this.owed.delete(id);
    } else this.#life.disk.state = "gone";
    for (const id of this.#aloneSince) this.owed.delete(id);
    this.#aloneSince.clear();
    this.#begunSince.clear();
    this.#endedSince.clear();
    this.#running = [];
    this.#open = null;
    this.#release();
  }

  /** Others see that it has ended, which in a test it has not. */
  #release(): void {
    const place = join(this.folder, ".promptrail/spool/production");
    for (const name of readdirSync(place)) {
      const path = join(place, name, "owner.json");
      const owner = JSON.parse(readFileSync(path, "utf8")) as object;
      writeFileSync(path, JSON.stringify({ ...owner, pid: null }));
    }
  }

  async end(): Promise<void> {
    this.log.answer = "takes";
    if (this.#open === null) await this.start();
    this.disk.state = "works";
    for (const call of this.#running.splice(0)) this.#end(call);
    await this.#open?.flush();
    await this.#open?.close(60_000);
  }

  get unseen(): readonly string[] {
    return [...this.owed].filter((id) => !this.log.calls.has(id));
  }
}

const runs = randomRuns({ usual: 30, long: 500 });
const steps = fc.array(step, { maxLength: 40 });
const lives = fc.array(steps, { minLength: 1, maxLength: 4 });

test("whatever is done and whenever a process is killed, each call is a row or an orphan, once", async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (all) => {
      const world = new World();
      for (const each of all) {
        await world.start();
        for (const one of each) await world.do(one);
        world.kill(false);
      }
      await world.end();
      expect(world.unseen).toEqual([]);
      expect(world.log.countLost()).toBe(0);
      expect([...world.onDisk].filter((id) => world.log.isOrphan(id))).toEqual([]);
    }),
    { numRuns: runs },
  );
});

async function loseOnPowerCuts(all: readonly (readonly Step[])[], forgetsSync: boolean) {
  const world = new World();
  for (const each of all) {
    await world.start(forgetsSync);
    for (const one of each) await world.do(one);
    world.kill(true);
  }
  await world.end();
  const notThere = (id: string) => !world.log.calls.has(id) || world.log.isOrphan(id);
  return { unseen: world.unseen.length, lost: [...world.onDisk].filter(notThere).length };
}

test("a power cut loses nothing that was on disk", async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (all) => {
      expect(await loseOnPowerCuts(all, false)).toEqual({ unseen: 0, lost: 0 });
    }),
    { numRuns: runs },
  );
});

test("a disk that is never asked to sync is noticed by that", async () => {
  const started = Array.from({ length: 20 }, () => [
    { do: "start" as const, size: 100 },
    { do: "end" as const, which: 0 },
  ]).flat();
  const all = [[...started, { do: "sync" as const }]];
  let lost = 0;
  for (let run = 0; run < 5; run += 1) lost += (await loseOnPowerCuts(all, true)).lost;
  expect(lost).toBeGreaterThan(0);
});

const faultStep = fc.oneof(
  { weight: 6, arbitrary: step },
  { weight: 1, arbitrary: fc.constantFrom("works" as const, "full" as const, "broken" as const) },
);

test("what a full or broken disk and a lack of room lose is counted to the call", async () => {
  const settings = fc.record({ maxBytes: fc.constantFrom(12_000, 60_000, 2 ** 31) });
  await fc.assert(
    fc.asyncProperty(settings, fc.array(faultStep, { maxLength: 80 }), async (setting, all) => {
      const world = new World(setting);
      await world.start();
      for (const one of all) {
        if (typeof one === "string") world.disk.state = one;
        else await world.do(one);
      }
      await world.end();
      expect(world.unseen.length).toBe(world.log.countLost());
      const shrunk = [...world.log.calls.values()].filter(({ bodyLoss }) => bodyLoss === "shrunk");
      expect(world.log.countLost("bodies")).toBe(shrunk.length);
    }),
    { numRuns: 2 * runs },
  );
});
