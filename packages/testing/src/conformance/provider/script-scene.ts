import type { Fault } from "../../upstream/fault.js";
import type { SimulatedUpstream } from "../../upstream/simulated-upstream.js";
import type { ProviderScene } from "./provider-harness.js";

/** After this many events every simulated vendor has streamed some text, and none has ended. */
const middle = 11;

const faults = {
  answer: { type: "none" },
  "plain-stop": { type: "plain-stop" },
  "half-tool-input": { type: "half-tool-input" },
  truncated: { type: "truncate" },
  refused: { type: "refuse" },
  "unknown-stop": { type: "stop-word", word: "stopped_by_a_future_reason" },
  auth: { type: "status", status: 401 },
  "rate-limited": { type: "status", status: 429, retryAfter: "3" },
  "server-error": { type: "status", status: 500 },
  "bad-request": { type: "status", status: 400 },
  redirect: { type: "redirect" },
  endless: { type: "endless", afterEvents: middle },
  drop: { type: "drop" },
  cut: { type: "cut", afterEvents: middle },
  "early-end": { type: "early-end", afterEvents: middle },
  malformed: { type: "malformed", afterEvents: middle },
  "error-event": { type: "error-event", afterEvents: middle },
  silence: { type: "silence" },
  stalled: { type: "silence", afterEvents: middle },
} satisfies Record<ProviderScene, Fault>;

/** Plays a scene on a simulated upstream, instead of what was scripted and not yet played. */
export function scriptScene(upstream: SimulatedUpstream, scene: ProviderScene): void {
  upstream.reset();
  upstream.script(faults[scene]);
  // A client may try a connection that was used before once more on a fresh one.
  if (scene === "drop") upstream.script(faults.drop);
}
