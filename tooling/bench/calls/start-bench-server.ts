import { z } from "zod";
import { startChild } from "../../test/load/start-child.ts";

const ready = z.object({ url: z.string(), bareUrl: z.string(), key: z.string() });

export interface BenchServer extends z.infer<typeof ready> {
  readonly stop: () => Promise<void>;
}

/** Promptrail's server and the bare route, in one process of their own. */
export async function startBenchServer(upstreamUrl: string): Promise<BenchServer> {
  const script = new URL("./server-process.ts", import.meta.url);
  const { message, stop } = await startChild(script, [upstreamUrl]);
  return { ...ready.parse(message), stop };
}
