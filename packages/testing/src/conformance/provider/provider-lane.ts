import type { Provider } from "@promptrail/core";
import type { Fault } from "../../upstream/fault.js";
import { startUpstream } from "../../upstream/start-upstream.js";
import type { ProviderHarness, ThinkingRequest } from "./provider-harness.js";
import { type ProviderScene, scenes } from "./provider-scene.js";

/** One provider in front of one upstream: what is asked here meets nothing of other lanes. */
export interface ProviderLane {
  readonly provider: Provider;
  readonly model: string;
  /** The key that the provider holds: no error may repeat it. */
  readonly secret: string;
  /** Null where the harness names none. */
  readonly thinking: ThinkingRequest | null;
  /** Sets what the upstream does from now on. */
  play(scene: ProviderScene): void;
  /** The requests since then that hold these words: one that was given up may come late. */
  countRequests(words: string): number;
  /** The bodies of the requests since then, as JSON. */
  listSent(): readonly string[];
}

/** A lane whose upstream is a real one. */
export interface OpenLane extends ProviderLane {
  /** Sets what the upstream does from now on. */
  meet(fault: Fault): void;
  close(): Promise<void>;
}

export const laneKey = "key-of-the-suite";

export async function openLane(harness: ProviderHarness): Promise<OpenLane> {
  // What one exchange broke must not meet the next one.
  const upstream = await startUpstream(harness.wire, 0, { keepsConnections: false });
  const meet = (fault: Fault) => {
    upstream.reset();
    upstream.repeat(fault);
  };
  const listSent = () => upstream.requests.map(({ body }) => JSON.stringify(body));
  return {
    provider: harness.createProvider({ baseUrl: upstream.baseUrl, key: laneKey }),
    model: harness.model,
    secret: laneKey,
    play: (scene) => meet(scenes[scene]),
    meet,
    thinking: harness.thinking ?? null,
    listSent,
    countRequests: (words) => listSent().filter((body) => body.includes(words)).length,
    close: () => upstream.close(),
  };
}
