import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type ArrivalKind, processMessage } from "./process-message.ts";

/** Something that is committed and reaches processes. */
export interface News {
  /** Commits it and resolves to its number. */
  readonly send: () => Promise<number>;
  /** When the database committed the last one: microseconds since 1970, by the machine's clock. */
  readonly readCommitTime: () => Promise<number>;
}

/** Processes that tell when news reaches them. */
export interface Followers {
  /** Sends it and resolves to the microseconds from its commit until the last process has it. */
  readonly measure: (kind: ArrivalKind, news: News) => Promise<number>;
  readonly stop: () => Promise<void>;
}

const arrivalLimitMs = 20_000;
/** `Date.now` counts whole milliseconds. */
const clockToleranceMs = 2;

/** Starts that many processes of a script, and waits until all of them follow. */
export async function startFollowers(
  script: URL,
  parameters: readonly string[],
  count: number,
): Promise<Followers> {
  const children = Array.from({ length: count }, () => fork(script, parameters));
  const ends = children.map((child) => once(child, "exit"));
  await Promise.all(children.map((child) => untilReady(child)));
  return {
    measure: async (kind, { send, readCommitTime }) => {
      const arrivals = children.map((child) => listenFor(child, kind));
      const number = await send();
      const times = await Promise.all(arrivals.map(({ until }) => until(number)));
      const last = Math.max(...times.map(toWallTime));
      return last - (await readCommitTime());
    },
    stop: async () => {
      for (const child of children) if (child.connected) child.disconnect();
      await Promise.all(ends);
    },
  };
}

/**
 * The machine's clock at a moment of `process.hrtime`, which is one clock for all of its processes:
 * microseconds since 1970.
 */
function toWallTime(moment: bigint): number {
  const agoMs = Number(process.hrtime.bigint() - moment) / 1_000_000;
  const nowMs = performance.timeOrigin + performance.now();
  if (Math.abs(Date.now() - nowMs) > clockToleranceMs) {
    throw new Error("The machine's clock was set during the bench: run it again.");
  }
  return (nowMs - agoMs) * 1_000;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`A follower ended early, with code ${code}.`)));
    child.on("message", (message) => {
      if (processMessage.parse(message).kind === "ready") resolve();
    });
  });
}

/** Listens from now on, as the news may be there before the number is known. */
function listenFor(child: ChildProcess, kind: ArrivalKind) {
  const heard: { readonly number: number; readonly at: bigint }[] = [];
  let notice = () => {};
  const onMessage = (raw: unknown) => {
    const message = processMessage.parse(raw);
    if (message.kind !== kind) return;
    heard.push({ number: message.number, at: BigInt(message.at) });
    notice();
  };
  child.on("message", onMessage);
  return {
    until: (number: number) =>
      new Promise<bigint>((resolve, reject) => {
        const timer = setTimeout(() => {
          child.off("message", onMessage);
          reject(new Error(`${kind} ${number} did not reach process ${child.pid}.`));
        }, arrivalLimitMs);
        notice = () => {
          const arrival = heard.find((each) => each.number >= number);
          if (arrival === undefined) return;
          clearTimeout(timer);
          child.off("message", onMessage);
          resolve(arrival.at);
        };
        notice();
      }),
  };
}
