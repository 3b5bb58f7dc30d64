import { once } from "node:events";
import { z } from "zod";
import { startChild } from "../../test/load/start-child.ts";

const usage = z.tuple([z.object({ microseconds: z.number() })]).rest(z.unknown());

export interface BenchUpstream {
  readonly baseUrl: string;
  /** The time of a core that it has used so far, in microseconds. */
  readonly readUsage: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** @param events how many events a streamed answer has, `pauseMs` apart. */
export async function startUpstream(events: number, pauseMs: number): Promise<BenchUpstream> {
  const script = new URL("./upstream-process.ts", import.meta.url);
  const { child, message, stop } = await startChild(script, [String(events), String(pauseMs)]);
  const { port } = z.object({ port: z.number() }).parse(message);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    readUsage: async () => {
      const answer = once(child, "message");
      child.send("usage");
      const [{ microseconds }] = usage.parse(await answer);
      return microseconds;
    },
    stop,
  };
}
