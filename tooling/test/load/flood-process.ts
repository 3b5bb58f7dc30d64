import { randomBytes } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Asks a server for one path on many connections without a pause, until its parent disconnects. Without a key,
 * each request has a random one.
 */
const [url = "", connections = "0", key = ""] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });

function askOnce(): Promise<boolean> {
  const presented = key === "" ? randomBytes(40).toString("base64url") : key;
  return new Promise((resolve) => {
    const onResponse = (response: IncomingMessage) => {
      response.resume().once("error", () => resolve(false));
      response.once("end", () => resolve(true));
    };
    request(url, { agent, headers: { authorization: `Bearer ${presented}` } })
      .once("response", onResponse)
      .once("error", () => resolve(false))
      .end();
  });
}

async function flood(): Promise<void> {
  for (;;) {
    if (!(await askOnce())) await delay(100);
  }
}

for (let connection = 0; connection < Number(connections); connection += 1) void flood();
process.once("disconnect", () => process.exit());
process.send?.("started");
