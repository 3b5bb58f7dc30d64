import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type ArrivalKind, processMessage } from "./process-message.ts";

/** Processes that tell when news reaches them. */
export interface Followers {
  /** Does it and resolves to the microseconds from its end until the last process has that number. */
  readonly measure: (kind: ArrivalKind, act: () => Promise<number>) => Promise<number>;
  readonly stop: () => Promise<void>;
}

const script = fileURLToPath(new URL("./follower-process.ts", import.meta.url));
const arrivalLimitMs = 20_000;

/** Starts that many processes, and waits until all of them follow. */
export async function startFollowers(
  count: number,
  url: string,
  directUrl: string,
): Promise<Followers> {
  const children = Array.from({ length: count }, () => fork(script, [url, directUrl]));
  const ends = children.map((child) => once(child, "exit"));
  await Promise.all(children.map((child) => untilReady(child)));
  return {
    measure: async (kind, act) => {
      const arrivals = children.map((child) => listenFor(child, kind));
      const number = await act();
      const done = process.hrtime.bigint();
      const times = await Promise.all(arrivals.map(({ until }) => until(number)));
      // Where all of them were faster than the answer to who decided, nothing was waited for.
      return Math.max(1, ...times.map((time) => Number(time - done) / 1000));
    },
    stop: async () => {
      for (const child of children) if (child.connected) child.disconnect();
      await Promise.all(ends);
    },
  };
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
