import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import { definePrompt, type PromptrailConfig, type Provider } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { spool } from "@promptrail/spool";
import { postgres } from "@promptrail/store-postgres";
import { fakeProvider } from "@promptrail/testing";
import { createTransport } from "@promptrail/transport";
import type { Comparison, Timer } from "../benchmark.ts";
import { createLatencyTimer, createRateTimer, type Work } from "../calls/in-flight.ts";
import { startUpstream } from "../calls/start-upstream.ts";
import { apiKey, context, renderBody, summary } from "../summary-call.ts";

export interface SpooledCallsSettings {
  /** How often each way is measured; odd. */
  readonly runs: number;
  /** How often calls are measured beside each shadow that is ill, odd. */
  readonly shadowRuns: number;
  /** Calls of a run. */
  readonly times: number;
  readonly inFlight: number;
  /** A PostgreSQL database that the records go to. */
  readonly url: string;
}

/** Calls whose records go through a spool to PostgreSQL, and calls beside which a shadow is ill. */
export async function prepareSpooledCalls(settings: SpooledCallsSettings) {
  const { url } = settings;
  const upstream = await startUpstream(0, 0);
  const { baseUrl } = upstream;
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-bench-calls-"));
  const transport = createTransport();
  const open: Open = (environment, { shadow: ill, ...config }) =>
    createPromptrail(
      {
        prompts: [summary],
        providers: [claude({ apiKey, baseUrl }), ...(ill === undefined ? [] : [ill])],
        projectFolder,
        environment,
        ...config,
      },
      // A shadow that is shed is what is measured.
      { onProblem: () => {} },
    );
  const spooled = await open("spooled", { store: postgres(url), spool: spool() });
  const sdk = new Anthropic({ apiKey, baseURL: baseUrl, maxRetries: 0, fetch: transport.fetch });
  const body = await renderBody(spooled);
  const { runs, times, inFlight } = settings;
  const clients = await Promise.all(shadows.map((ill, place) => openShadowed(open, ill, place)));
  const comparison: Comparison = {
    // At least 0.75 of its calls a second.
    what: `a call whose record goes through a spool to PostgreSQL against the vendor's client on the same transport, with ${inFlight} in flight`,
    bound: 1.333,
    runs,
    subject: createRateTimer(call(spooled), times, inFlight),
    floor: createRateTimer(() => sdk.messages.create(body), times, inFlight),
  };
  return {
    comparisons: [comparison, ...clients.flatMap((client) => compareShadow(client, settings))],
    close: async () => {
      await spooled.close();
      for (const client of clients) await client.close();
      await transport.close();
      await upstream.stop();
      await rm(projectFolder, { recursive: true, force: true });
    },
  };
}

type Open = (
  environment: string,
  config: Partial<PromptrailConfig> & { readonly shadow?: Provider },
) => Promise<Promptrail>;

const call = (promptrail: Promptrail) => () => promptrail.call("summary", context);

interface ShadowedClient {
  readonly what: string;
  /** Makes calls have the shadow, or no longer. */
  readonly turn: (on: boolean) => Promise<void>;
  readonly call: Work;
  readonly close: () => Promise<void>;
}

/**
 * A client whose calls have a shadow that is ill, or none. Both are measured on the one client: of two,
 * one is faster than the other for as long as they live, by more than what is measured here.
 */
async function openShadowed(open: Open, ill: Shadow, place: number): Promise<ShadowedClient> {
  const { what, complete, shadowBudget } = ill;
  const promptrail = await open(`beside-${place}`, {
    prompts: [summary, shadow],
    shadow: { ...fakeProvider({ id: "ill" }), complete },
    shadowBudget,
  });
  let isOn = false;
  return {
    what,
    turn: async (on) => {
      if (on !== isOn) await promptrail.shadow({ ...shadowing, version: on ? 2 : null });
      isOn = on;
    },
    call: call(promptrail),
    close: () => promptrail.close(),
  };
}

function compareShadow(
  client: ShadowedClient,
  { shadowRuns, times, inFlight }: SpooledCallsSettings,
): readonly Comparison[] {
  const turned = (on: boolean, time: Timer): Timer => {
    return async () => {
      await client.turn(on);
      return time();
    };
  };
  const compare = (measure: string, time: Timer): Comparison => ({
    what: `${measure} beside a shadow that ${client.what}, against calls without one`,
    bound: 1.03,
    runs: shadowRuns,
    subject: turned(true, time),
    floor: turned(false, time),
  });
  return [
    compare("calls", createRateTimer(client.call, times, inFlight)),
    compare("p99 of calls", createLatencyTimer(client.call, times, inFlight, 0.99)),
  ];
}

const shadowing = {
  family: "summary",
  rate: 1,
  actor: "bench",
  source: "cli",
  reason: "A bench.",
} as const;

const shadow = definePrompt({
  family: "summary",
  version: 2,
  status: "draft",
  provider: "ill",
  model: "ill-1",
  maxTokens: 200,
  changelog: "Another model.",
  system: "You summarise notes. Maximum 20 words.",
  userTemplate: "Notes:\n{% for line in lines %}\n- {{ line }}\n{% endfor %}",
});

interface Shadow {
  readonly what: string;
  readonly complete: Provider["complete"];
  readonly shadowBudget?: PromptrailConfig["shadowBudget"];
}

const shadows: readonly Shadow[] = [
  {
    what: "fails",
    complete: async () => {
      throw new Error("The shadow is ill.");
    },
  },
  {
    what: "hangs",
    complete: (_request, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("Ended")), { once: true });
      }),
  },
  {
    what: "is too dear",
    complete: async () => {
      throw new Error("It is over its budget, and is not asked.");
    },
    shadowBudget: { dollarsPerDay: 0.01 },
  },
];
