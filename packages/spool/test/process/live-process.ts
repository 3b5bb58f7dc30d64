import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { CountingLog } from "../world/counting-log.js";

/** What callers know: which calls began, and of which they were told that the record is on disk. */
export class CallersLedger {
  readonly begun = new Set<string>();
  readonly onDisk = new Set<string>();

  readonly read = (line: string): void => {
    const [what, id = ""] = line.split(" ");
    if (what === "s") this.begun.add(id);
    if (what === "a") this.onDisk.add(id);
  };
}

interface LiveProcess {
  readonly child: ChildProcess;
  /** Resolves once it has ended and all that it told is in the ledger. */
  readonly ended: Promise<unknown>;
}

/** Starts a process under load, whose call log is `log`; resolves once its first call has begun. */
export async function startLiveProcess(settings: {
  readonly script: string;
  readonly folder: string;
  readonly log: CountingLog;
  readonly ledger: CallersLedger;
}): Promise<LiveProcess> {
  const { script, folder, log, ledger } = settings;
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
  const ended = Promise.all([once(child, "exit"), once(lines, "close")]);
  await once(lines, "line");
  return { child, ended };
}
