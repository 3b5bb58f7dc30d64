import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { summaryPrompts } from "../../bench/lifecycle/summary-prompts.ts";
import { recordRoad } from "./recorder.ts";

/**
 * One call of a process that has made calls before, whose template is compiled and whose SDK is loaded:
 * from `promptrail.call` to the vendor's SDK and back to the caller.
 */
export async function recordCall(): Promise<readonly string[]> {
  const upstreams = await startSimulatedUpstreams();
  const { baseUrl } = upstreams.anthropic;
  const promptrail = await createPromptrail({
    prompts: summaryPrompts,
    providers: [claude({ apiKey: "sk-road", baseUrl })],
  });
  const call = async () => {
    await promptrail.call("summary", { notes: "The lamp is blue." });
  };
  try {
    await call();
    return await recordRoad({ prepare: async () => {}, work: call });
  } finally {
    await promptrail.close();
    await upstreams.close();
  }
}
