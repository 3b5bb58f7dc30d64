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
import type { Comparison } from "../benchmark.ts";
import { createLatencyTimer, createRateTimer } from "../calls/in-flight.ts";
import { startUpstream } from "../calls/start-upstream.ts";
import { apiKey, context, renderBody, summary } from "../summary-call.ts";

export interface SpooledCallsSettings {
  /** How often each way is measured; odd. */
  readonly runs: number;
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
  const pairs = await Promise.all(shadows.map((each, place) => openShadow(open, each, place)));
  const comparison: Comparison = {
    // At least 0.75 of its calls a second.
    what: `a call whose record goes through a spool to PostgreSQL against the vendor's client on the same transport, with ${inFlight} in flight`,
    bound: 1.333,
    runs,
    subject: createRateTimer(call(spooled), times, inFlight),
    floor: createRateTimer(() => sdk.messages.create(body), times, inFlight),
  };
  return {
    comparisons: [comparison, ...pairs.flatMap((pair) => compareShadow(pair, settings))],
    close: async () => {
      await spooled.close();
      for (const { alone, beside } of pairs) await Promise.all([alone.close(), beside.close()]);
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

interface ShadowPair {
  readonly what: string;
  readonly alone: Promptrail;
  readonly beside: Promptrail;
}

const call = (promptrail: Promptrail) => () => promptrail.call("summary", context);

/** Two processes' worth of the same, one of them with a shadow that is ill. */
async function openShadow(open: Open, ill: Shadow, place: number): Promise<ShadowPair> {
  const { what, complete, shadowBudget } = ill;
  const config = {
    prompts: [summary, shadow],
    shadow: { ...fakeProvider({ id: "ill" }), complete },
    shadowBudget,
  };
  const alone = await open(`alone-${place}`, config);
  const beside = await open(`beside-${place}`, config);
  await beside.shadow({
    family: "summary",
    version: 2,
    rate: 1,
    actor: "bench",
    source: "cli",
    reason: "A bench.",
  });
  return { what, alone, beside };
}

function compareShadow(
  { what, alone, beside }: ShadowPair,
  { runs, times, inFlight }: SpooledCallsSettings,
): readonly Comparison[] {
  return [
    {
      what: `calls beside a shadow that ${what}, against calls without one`,
      bound: 1.03,
      runs,
      subject: createRateTimer(call(beside), times, inFlight),
      floor: createRateTimer(call(alone), times, inFlight),
    },
    {
      what: `p99 of calls beside a shadow that ${what}, against calls without one`,
      bound: 1.03,
      runs,
      subject: createLatencyTimer(call(beside), times, inFlight, 0.99),
      floor: createLatencyTimer(call(alone), times, inFlight, 0.99),
    },
  ];
}

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
