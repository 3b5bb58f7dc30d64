import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { rollbackPauseMs, timeHealth, timeRollback } from "../../test/load/probe-server.ts";
import { type StartedChild, startChild } from "../../test/load/start-child.ts";
import { type LoadedServer, startLoadedServer } from "../../test/load/start-loaded-server.ts";
import { type UpstreamKind, upstreamKinds } from "../../test/load/upstream-kind.ts";
import { startPostgres } from "../../test/postgres-server.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import type { Benchmark, Limit } from "../benchmark.ts";

interface LoadSettings {
  readonly calls: number;
  readonly healthRuns: number;
  readonly rollbackRuns: number;
}

const script = new URL("../../test/load/load-process.ts", import.meta.url);

/** A server's health and its rollbacks while its calls wait for vendors that are well and ill. */
export function createLoadBenchmark(settings: LoadSettings): Benchmark {
  return {
    name: "load",
    prepare: async () => {
      const postgres = await startPostgres();
      if (postgres === null) throw new Error("npm has no PostgreSQL for this platform.");
      const { url } = await createTestDatabase(postgres.adminUrl);
      const server = await startLoadedServer(url);
      const load = createLoad(server, settings.calls);
      const agent = new Agent({ keepAlive: true });
      return {
        comparisons: [],
        limits: upstreamKinds.flatMap((kind) => createLimits(kind, server, agent, load, settings)),
        close: async () => {
          await load.stop();
          agent.destroy();
          await server.stop();
          await postgres.stop();
        },
      };
    },
  };
}

type Load = ReturnType<typeof createLoad>;

/** The calls of one kind, at any time. */
function createLoad({ url, callKey }: LoadedServer, calls: number) {
  let running: { readonly kind: UpstreamKind; readonly child: StartedChild } | null = null;
  const stop = async () => {
    await running?.child.stop();
    running = null;
  };
  return {
    stop,
    keep: async (kind: UpstreamKind) => {
      if (running?.kind === kind) return;
      await stop();
      running = { kind, child: await startChild(script, [url, callKey, kind, String(calls)]) };
    },
  };
}

function createLimits(
  kind: UpstreamKind,
  server: LoadedServer,
  agent: Agent,
  load: Load,
  { calls, healthRuns, rollbackRuns }: LoadSettings,
): readonly Limit[] {
  const timed = (time: typeof timeHealth) => async () => {
    await load.keep(kind);
    return 1_000 * (await time(server, agent));
  };
  const at = `with ${calls} calls in flight, vendor ${kind}`;
  return [
    {
      what: `/healthz ${at}, p99`,
      unit: "microseconds",
      bound: 100_000,
      runs: healthRuns,
      percentile: 0.99,
      subject: timed(timeHealth),
    },
    {
      what: `a rollback ${at}, the slowest`,
      unit: "microseconds",
      bound: 1_000_000,
      runs: rollbackRuns,
      percentile: 1,
      subject: async () => {
        await delay(rollbackPauseMs);
        return timed(timeRollback)();
      },
    },
  ];
}
