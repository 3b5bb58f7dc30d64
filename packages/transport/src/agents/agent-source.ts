import { type AgentSettings, type Agents, createAgents } from "./create-agents.js";
import { loadUndici } from "./load-undici.js";

/** Agents that are made when they are first needed. */
export interface AgentSource {
  /** What `open` has opened; undefined before. */
  readonly opened: () => Agents | undefined;
  readonly open: () => Promise<Agents>;
  readonly close: () => Promise<void>;
}

export function createAgentSource(settings: AgentSettings): AgentSource {
  let closing: Promise<void> | undefined;
  let agents: Agents | undefined;
  let opening: Promise<Agents> | undefined;
  const load = async () => {
    agents = createAgents(await loadUndici(), settings);
    return agents;
  };
  const closeOpened = async () => {
    const last = await opening?.catch(() => null);
    await last?.close();
  };
  return {
    opened: () => (closing ? undefined : agents),
    open: () => {
      if (closing) return Promise.reject(new TypeError("This transport is closed."));
      opening ??= load();
      return opening;
    },
    close: () => {
      closing ??= closeOpened();
      return closing;
    },
  };
}
