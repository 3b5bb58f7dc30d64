import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { decidedFamily, type LoadedServer } from "./start-loaded-server.ts";

/** Between two rollbacks: a key may send two a second. */
export const rollbackPauseMs = 700;
const probePauseMs = 20;

/** What a probe of a server was answered, in milliseconds each. */
export interface Probes {
  readonly healthMs: readonly number[];
  readonly rollbackMs: readonly number[];
}

/**
 * Asks a server for its health without end, and rolls back again and again, for so long.
 *
 * @throws Error where one of them fails.
 */
export async function probeServer(server: LoadedServer, durationMs: number): Promise<Probes> {
  const until = performance.now() + durationMs;
  const agent = new Agent({ keepAlive: true });
  try {
    const [healthMs, rollbackMs] = await Promise.all([
      repeat(until, probePauseMs, () => timeHealth(server, agent)),
      repeat(until, rollbackPauseMs, () => timeRollback(server, agent)),
    ]);
    return { healthMs, rollbackMs };
  } finally {
    agent.destroy();
  }
}

async function repeat(
  until: number,
  betweenMs: number,
  time: () => Promise<number>,
): Promise<readonly number[]> {
  const times = [];
  while (performance.now() < until) {
    times.push(await time());
    await delay(betweenMs);
  }
  return times;
}

export async function timeHealth({ url }: LoadedServer, agent: Agent): Promise<number> {
  return ask(`${url}/healthz`, agent, { method: "GET" });
}

/** A rollback, after the promotion that it takes back. */
export async function timeRollback({ url, key }: LoadedServer, agent: Agent): Promise<number> {
  const decide = (command: string, body: object) =>
    ask(`${url}/admin/prompts/${decidedFamily}/${command}`, agent, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    });
  await decide("promote", { version: 2, reason: "A load." });
  return decide("rollback", { from_version: 2, to_version: 1, reason: "A load." });
}

interface Question {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function ask(url: string, agent: Agent, { method, headers = {}, body }: Question): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { method, agent, headers })
      .once("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.once("end", () => {
          if (response.statusCode === 200) resolve(performance.now() - startedAt);
          else reject(new Error(`${method} ${url} answered ${response.statusCode}: ${text}`));
        });
      })
      .once("error", reject)
      .end(body);
  });
}
