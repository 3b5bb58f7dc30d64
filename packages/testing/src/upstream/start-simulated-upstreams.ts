import { anthropicWire } from "./anthropic/anthropic-wire.js";
import { deepseekWire, openaiWire } from "./chat/chat-wires.js";
import type { SimulatedUpstream } from "./simulated-upstream.js";
import { startUpstream } from "./start-upstream.js";

export interface SimulatedUpstreamsSettings {
  /** Fixed ports; a free one is taken for each that is not given. */
  readonly ports?: {
    readonly anthropic?: number;
    readonly openai?: number;
    readonly deepseek?: number;
  };
}

export interface SimulatedUpstreams {
  readonly anthropic: SimulatedUpstream;
  readonly openai: SimulatedUpstream;
  readonly deepseek: SimulatedUpstream;
  /** Ends all three, with the connections that are still open. */
  close(): Promise<void>;
}

/**
 * Starts HTTP servers on 127.0.0.1 that speak the vendors' wires. Their answers come from one
 * deterministic model, which sees only the wire request: changing a prompt changes its answers.
 */
export async function startSimulatedUpstreams(
  settings: SimulatedUpstreamsSettings = {},
): Promise<SimulatedUpstreams> {
  const ports = settings.ports ?? {};
  const [anthropic, openai, deepseek] = await Promise.all([
    startUpstream(anthropicWire, ports.anthropic ?? 0),
    startUpstream(openaiWire, ports.openai ?? 0),
    startUpstream(deepseekWire, ports.deepseek ?? 0),
  ]);
  return {
    anthropic,
    openai,
    deepseek,
    close: async () => {
      await Promise.all([anthropic.close(), openai.close(), deepseek.close()]);
    },
  };
}
