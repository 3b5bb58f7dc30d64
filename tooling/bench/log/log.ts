import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCallId, type LoggedCall, type OpenCallSpool } from "@promptrail/core/call-log";
import { spool } from "@promptrail/spool";
import { plainCall } from "../../test/records/plain-record.ts";
import type { Benchmark, Limit } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";
import { prepareSpooledCalls, type SpooledCallsSettings } from "./spooled-calls.ts";
import { prepareStoreLog, type StoreLogSettings } from "./store-log.ts";

interface LogSettings {
  /** In each run. */
  readonly calls: number;
  readonly runs: number;
  /** Of what is said in a call. */
  readonly bodyBytes: number;
  readonly store: StoreLogSettings;
  readonly calling: Omit<SpooledCallsSettings, "url">;
}

/** A call log that takes everything at once, so that the spool itself is what takes time. */
const taking = {
  append: async () => {},
  appendGaps: async () => {},
  erasures: async () => [],
};

/** What a spool costs a call, and how fast it brings what waits on disk to a call log. */
export function createLogBenchmark(settings: LogSettings): Benchmark {
  return {
    name: "log",
    prepare: async () => {
      const own = await prepareSpool(settings);
      const store = await prepareStoreLog(settings.store);
      const spooled = await prepareSpooledCalls({ ...settings.calling, url: store.url });
      return {
        comparisons: [...own.comparisons, ...store.comparisons, ...spooled.comparisons],
        limits: [...own.limits, ...store.limits],
        close: async () => {
          await own.close();
          await spooled.close();
          await store.close();
        },
      };
    },
  };
}

async function prepareSpool({ calls, runs, bodyBytes }: LogSettings) {
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-bench-log-"));
  const open = await spool().open({
    environment: "bench",
    projectFolder,
    log: taking,
    onProblem: (error) => {
      throw error;
    },
  });
  const text = "The kettle is blue. ".repeat(bodyBytes / 20);
  const { limits, start } = createTimers({ open, calls, runs, text });
  const bare = openSync(join(projectFolder, "bare"), "a");
  return {
    comparisons: [
      {
        what: "start of a call against a bare write of as many bytes",
        bound: null,
        subject: start,
        floor: () => timeWrites(bare, calls),
        runs,
      },
    ],
    limits,
    close: async () => {
      closeSync(bare);
      await open.close(5_000);
      await rm(projectFolder, { recursive: true, force: true });
    },
  };
}

interface Measured {
  readonly open: OpenCallSpool;
  readonly calls: number;
  readonly runs: number;
  readonly text: string;
}

/** About what an intent takes. */
const intent = Buffer.alloc(300, "x");

function timeWrites(file: number, calls: number): number {
  const begin = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) writeSync(file, intent);
  return microsecondsSince(begin) / calls;
}

function makeCalls({ calls, text }: Measured): readonly LoggedCall[] {
  return Array.from({ length: calls }, () => {
    const startedAt = new Date();
    return plainCall({ id: createCallId(startedAt), startedAt, text, lane: "production" });
  });
}

/** One thing that calls do, for all of them in a row. */
async function timeEach(measured: Measured, work: (call: LoggedCall) => void): Promise<number> {
  const { open, calls } = measured;
  const made = makeCalls(measured);
  const begin = process.hrtime.bigint();
  for (const call of made) work(call);
  const microseconds = microsecondsSince(begin) / calls;
  for (const call of made) open.settle(call.id);
  await open.flush();
  return microseconds;
}

/** What single calls wait for the spool, while it writes and brings those before. */
async function timeCalls(measured: Measured): Promise<readonly number[]> {
  const { open } = measured;
  const taken: number[] = [];
  for (const call of makeCalls(measured)) {
    const begin = process.hrtime.bigint();
    open.start(call);
    open.add(call);
    taken.push(microsecondsSince(begin));
    if (taken.length % 10 === 0) await new Promise(setImmediate);
  }
  await open.flush();
  return taken;
}

/** From `add` to the disk, and from there to the call log; microseconds a call. */
async function timeWays(measured: Measured): Promise<{ toDisk: number; toLog: number }> {
  const { open, calls } = measured;
  const made = makeCalls(measured);
  const begin = process.hrtime.bigint();
  for (const call of made) open.add(call);
  await open.sync();
  const toDisk = microsecondsSince(begin) / calls;
  const written = process.hrtime.bigint();
  await open.flush();
  return { toDisk, toLog: microsecondsSince(written) / calls };
}

function createTimers(measured: Measured) {
  const { open, runs, text } = measured;
  const limits = [
    {
      what: "add: a record is taken",
      bound: 5,
      subject: () => timeEach(measured, (call) => open.add(call)),
    },
    {
      what: "start and add of one call while others are written and brought, p99",
      bound: 200,
      subject: async () => percentile(await timeCalls(measured), 0.99),
    },
    {
      what: `a call of ${text.length} bytes from \`add\` to the disk`,
      bound: null,
      subject: async () => (await timeWays(measured)).toDisk,
    },
    {
      what: "the same from the disk to a log that takes all",
      bound: null,
      subject: async () => (await timeWays(measured)).toLog,
    },
  ].map((limit): Limit => ({ ...limit, unit: "microseconds", runs }));
  return { limits, start: () => timeEach(measured, (call) => open.start(call)) };
}
