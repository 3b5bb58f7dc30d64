import { Agent, request } from "node:http";
import type { Comparison, Timer } from "../benchmark.ts";
import { context } from "../summary-call.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";
import type { CallsSettings } from "./calls.ts";
import { createRateTimer, type Work } from "./in-flight.ts";
import type { BenchServer } from "./start-bench-server.ts";

/** A server's calls and streams against the bare route's, read by the same reader. */
export function serverComparisons(
  { url, bareUrl, key }: BenchServer,
  { runs, times, inFlight, streams }: CallsSettings,
): readonly Comparison[] {
  const { atOnce, events, pauseMs } = streams;
  const agent = new Agent({ keepAlive: true });
  const sent = JSON.stringify({ context });
  const post = (address: string, last: string) => () =>
    readWhole(agent, { address, key, sent, last });
  const rate = (work: Work) => createRateTimer(work, times, inFlight);
  const all =
    (work: Work): Timer =>
    async () => {
      const start = process.hrtime.bigint();
      await Promise.all(Array.from({ length: atOnce }, work));
      return microsecondsSince(start);
    };
  return [
    {
      // At least 0.7 of its requests a second.
      what: `a server's call against a bare route, with ${inFlight} in flight`,
      bound: 1.43,
      // Three processes share the machine: the ratio of one run is off by a quarter.
      runs: 2 * runs + 1,
      subject: rate(post(`${url}/v1/prompts/summary/call`, "}")),
      floor: rate(post(`${bareUrl}/call`, "}")),
    },
    {
      what: `a server's ${atOnce} streams of ${events} events ${pauseMs} ms apart, to the end of the last, against a bare route`,
      bound: 1.43,
      runs: Math.min(runs, 5),
      subject: all(post(`${url}/v1/prompts/summary/stream`, "event: finish")),
      floor: all(post(`${bareUrl}/stream`, "event: message_stop")),
    },
  ];
}

interface Post {
  readonly address: string;
  readonly key: string;
  readonly sent: string;
  /** A whole answer has it near its end. */
  readonly last: string;
}

function readWhole(agent: Agent, { address, key, sent, last }: Post): Promise<void> {
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(sent)),
  };
  return new Promise((resolve, reject) => {
    request(address, { agent, method: "POST", headers }, (response) => {
      let tail = "";
      response.setEncoding("latin1").on("data", (piece: string) => {
        tail = (tail + piece).slice(-4_000);
      });
      response.once("error", reject).once("end", () => {
        if (response.statusCode === 200 && tail.includes(last)) resolve();
        else reject(new Error(`${address} answered ${response.statusCode}: ${tail}`));
      });
    })
      .once("error", reject)
      .end(sent);
  });
}
