import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Keeps calls in flight against a server, half of them streams, until its parent disconnects. A process of its
 * own: what it reads must not delay what is measured.
 */
const [url = "", key = "", family = "", calls = "0"] = process.argv.slice(2);
const timeoutMs = 2_000;
const agent = new Agent({ keepAlive: true, maxSockets: Number(calls) });
const statuses: Record<string, number> = {};

function callOnce(use: "call" | "stream"): Promise<number> {
  const body = JSON.stringify({ context: {}, timeout_ms: timeoutMs });
  return new Promise((resolve) => {
    const onResponse = (response: IncomingMessage) => {
      response.resume().once("error", () => resolve(0));
      response.once("end", () => resolve(response.statusCode ?? 0));
    };
    request(`${url}/v1/prompts/${family}/${use}`, {
      method: "POST",
      agent,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    })
      .once("response", onResponse)
      .once("error", () => resolve(0))
      .end(body);
  });
}

async function keepCalling(use: "call" | "stream"): Promise<void> {
  for (;;) {
    const status = await callOnce(use);
    statuses[status] = (statuses[status] ?? 0) + 1;
    // A server that refuses connections is not asked in a hot loop.
    if (status === 0) await delay(100);
  }
}

for (let call = 0; call < Number(calls); call += 1) {
  void keepCalling(call % 2 === 0 ? "call" : "stream");
}
process.on("message", () => process.send?.(statuses));
process.once("disconnect", () => process.exit());
process.send?.("started");
