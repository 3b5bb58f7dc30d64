import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCallId, type OpenCallSpool } from "@promptrail/core/call-log";
import { spool } from "@promptrail/spool";
import { plainCall } from "../../test/records/plain-record.ts";
import type { Benchmark, Limit } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";

interface LogSettings {
  /** In each run. */
  readonly calls: number;
  readonly runs: number;
  /** Of what is said in a call. */
  readonly bodyBytes: number;
}

/** A call log that takes everything at once, so that the spool itself is what takes time. */
const taking = {
  append: async () => {},
  appendGaps: async () => {},
  erasures: async () => [],
};

/** What a spool costs a call, and how fast it brings what waits on disk to a call log. */
export function createLogBenchmark({ calls, runs, bodyBytes }: LogSettings): Benchmark {
  return {
    name: "log",
    prepare: async () => {
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

function createTimers({ open, calls, runs, text }: Measured) {
  const makeCalls = () =>
    Array.from({ length: calls }, () => {
      const startedAt = new Date();
      return plainCall({ id: createCallId(startedAt), startedAt, text, lane: "production" });
    });
  const pass = async (): Promise<readonly number[]> => {
    const taken: number[] = [];
    for (const call of makeCalls()) {
      const begin = process.hrtime.bigint();
      open.start(call);
      open.add(call);
      taken.push(microsecondsSince(begin));
      if (taken.length % 10 === 0) await new Promise(setImmediate);
    }
    await open.flush();
    return taken;
  };
  const time = async (work: (call: ReturnType<typeof plainCall>) => void): Promise<number> => {
    const made = makeCalls();
    const begin = process.hrtime.bigint();
    for (const call of made) work(call);
    const microseconds = microsecondsSince(begin) / calls;
    for (const call of made) open.settle(call.id);
    await open.flush();
    return microseconds;
  };
  const limits = [
    { what: "add: a record is taken", bound: 5, subject: () => time((call) => open.add(call)) },
    {
      what: "start and add of one call while others are written and brought, p99",
      bound: 200,
      subject: async () => percentile(await pass(), 0.99),
    },
    {
      what: `a call of ${text.length} bytes from \`add\` to the disk`,
      bound: null,
      subject: async () => {
        const made = makeCalls();
        const begin = process.hrtime.bigint();
        for (const call of made) open.add(call);
        await open.sync();
        const microseconds = microsecondsSince(begin) / calls;
        await open.flush();
        return microseconds;
      },
    },
    {
      what: "the same from the disk to a log that takes all",
      bound: null,
      subject: async () => {
        for (const call of makeCalls()) open.add(call);
        await open.sync();
        const begin = process.hrtime.bigint();
        await open.flush();
        return microsecondsSince(begin) / calls;
      },
    },
  ].map((limit): Limit => ({ ...limit, unit: "microseconds", runs }));
  return { limits, start: () => time((call) => open.start(call)) };
}
