import { once } from "node:events";
import { z } from "zod";
import { startChild } from "../../test/load/start-child.ts";

const usageSchema = z.object({
  /** The time of a core that it has used since it was started. */
  cpuMicroseconds: z.number(),
  /** Requests, since it was asked last. */
  answered: z.number(),
  /** When the first of them came, and when the last was answered, in milliseconds since 1970. */
  first: z.number(),
  last: z.number(),
});

type Usage = z.infer<typeof usageSchema>;

export interface EvalUpstream {
  readonly baseUrl: string;
  readonly readUsage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** A vendor in a process of its own. @param delayMs how long each answer takes. */
export async function startEvalUpstream(delayMs: number): Promise<EvalUpstream> {
  const script = new URL("./upstream-process.ts", import.meta.url);
  const { child, message, stop } = await startChild(script, [String(delayMs)]);
  const { port } = z.object({ port: z.number() }).parse(message);
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    readUsage: async () => {
      const answer = once(child, "message");
      child.send("usage");
      return usageSchema.parse((await answer)[0]);
    },
    stop,
  };
}
