import Anthropic from "@anthropic-ai/sdk";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { createTransport } from "@promptrail/transport";
import type { Benchmark, Comparison, Limit } from "../benchmark.ts";
import { apiKey, context, renderBody, summary } from "../summary-call.ts";
import { createLatencyTimer, createRateTimer, type Work } from "./in-flight.ts";
import { serverComparisons } from "./server-comparisons.ts";
import { startBenchServer } from "./start-bench-server.ts";
import { type BenchUpstream, startUpstream } from "./start-upstream.ts";

export interface CallsSettings {
  /** How often each way is measured; odd. */
  readonly runs: number;
  /** Calls of a run. */
  readonly times: number;
  readonly inFlight: number;
  /** Streams of a server at once, each of so many events so far apart. */
  readonly streams: { readonly atOnce: number; readonly events: number; readonly pauseMs: number };
}

/** A call through Promptrail and its server against the same client of the vendor, on the same transport and on its own. */
export function createCallsBenchmark(settings: CallsSettings): Benchmark {
  return {
    name: "calls",
    prepare: async () => {
      const { events, pauseMs } = settings.streams;
      const upstream = await startUpstream(events, pauseMs);
      const server = await startBenchServer(upstream.baseUrl);
      const { baseUrl } = upstream;
      const transport = createTransport();
      const promptrail = await createPromptrail({
        prompts: [summary],
        providers: [claude({ apiKey, baseUrl })],
      });
      const sdk = { apiKey, baseURL: baseUrl, maxRetries: 0 };
      const onTransport = new Anthropic({ ...sdk, fetch: transport.fetch });
      const onFetch = new Anthropic(sdk);
      const body = await renderBody(promptrail);
      const ways: Ways = {
        promptrail: () => promptrail.call("summary", context),
        onTransport: () => onTransport.messages.create(body),
        onFetch: () => onFetch.messages.create(body),
      };
      return {
        comparisons: [...compareCalls(ways, settings), ...serverComparisons(server, settings)],
        limits: [addedTime(ways), upstreamShare(upstream, ways.promptrail, settings)],
        close: async () => {
          await promptrail.close();
          await transport.close();
          await server.stop();
          await upstream.stop();
        },
      };
    },
  };
}

type Ways = Readonly<Record<"promptrail" | "onTransport" | "onFetch", Work>>;

function compareCalls(ways: Ways, { runs, times, inFlight }: CallsSettings): readonly Comparison[] {
  const rate = (work: Work) => createRateTimer(work, times, inFlight);
  const p99 = (work: Work) => createLatencyTimer(work, times, inFlight, 0.99);
  const at = `with ${inFlight} in flight`;
  return [
    {
      // At least 0.8 of its calls a second.
      what: `a call against the vendor's client on the same transport, ${at}`,
      bound: 1.25,
      runs,
      subject: rate(ways.promptrail),
      floor: rate(ways.onTransport),
    },
    {
      // At least 1.7 times its calls a second.
      what: `a call against the vendor's client as it comes, ${at}`,
      bound: 0.588,
      runs,
      subject: rate(ways.promptrail),
      floor: rate(ways.onFetch),
    },
    {
      what: `the same, p99`,
      bound: 0.65,
      runs,
      subject: p99(ways.promptrail),
      floor: p99(ways.onFetch),
    },
    {
      what: `the vendor's client on the transport against it as it comes, ${at}`,
      bound: null,
      runs,
      subject: rate(ways.onTransport),
      floor: rate(ways.onFetch),
    },
  ];
}

/** One call at a time: what is added to the median of the vendor's client on the same transport. */
function addedTime({ promptrail, onTransport }: Ways): Limit {
  const subject = createLatencyTimer(promptrail, 200, 1, 0.5);
  const floor = createLatencyTimer(onTransport, 200, 1, 0.5);
  return {
    what: "added to the median of a call with 1 in flight",
    unit: "microseconds",
    bound: 60,
    runs: 21,
    subject: async () => (await subject()) - (await floor()),
  };
}

/** Where the upstream is busy, it is measured and not what calls it. */
function upstreamShare(upstream: BenchUpstream, work: Work, settings: CallsSettings): Limit {
  const timer = createRateTimer(work, settings.times, settings.inFlight);
  return {
    what: "the upstream's share of a core meanwhile",
    unit: "percent",
    bound: 80,
    runs: 5,
    subject: async () => {
      const before = await upstream.readUsage();
      const took = (await timer()) * settings.times;
      return (((await upstream.readUsage()) - before) / took) * 100;
    },
  };
}
