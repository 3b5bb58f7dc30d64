import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { LoggedCall } from "@promptrail/core/call-log";
import { createCallId } from "@promptrail/core/call-log";
import { PromptrailError } from "@promptrail/core/errors";
import { plainCall } from "../../../../tooling/test/records/plain-record.js";
import { spool } from "../../src/index.js";

/**
 * Makes calls until it is killed. Writes to file 3 a line for each: `s ID` once it has begun, `a ID` once its record is
 * on disk. Its call log is its parent's, over IPC.
 */
const [projectFolder = "", atOnce = "8"] = process.argv.slice(2);

let asked = 0;
const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();

process.on("message", ({ number, isTaken }: { number: number; isTaken: boolean }) => {
  const asker = waiting.get(number);
  waiting.delete(number);
  if (isTaken) asker?.resolve();
  else asker?.reject(new PromptrailError("store_unavailable", "The parent takes nothing."));
});

function ask(what: "calls" | "gaps", rows: readonly unknown[]): Promise<void> {
  asked += 1;
  const number = asked;
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject });
    process.send?.({ number, what, rows: JSON.stringify(rows) });
  });
}

const open = await spool({ segmentBytes: 65_536 }).open({
  environment: "production",
  projectFolder,
  log: {
    append: (calls) => ask("calls", calls),
    appendGaps: (gaps) => ask("gaps", gaps),
    erasures: async () => [],
  },
  onProblem: () => {},
});

const tell = (line: string) => writeSync(3, `${line}\n`);

async function makeCalls(): Promise<never> {
  for (;;) {
    const startedAt = new Date();
    const call: LoggedCall = plainCall({
      id: createCallId(startedAt),
      startedAt,
      text: "x".repeat(Math.floor(Math.random() * 4_000)),
    });
    open.start(call);
    tell(`s ${call.id}`);
    await wait(Math.random() * 4);
    open.add(call);
    if (Math.random() < 0.5) continue;
    await open.sync();
    tell(`a ${call.id}`);
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, makeCalls));
