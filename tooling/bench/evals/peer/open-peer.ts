import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Comparison } from "../../benchmark.ts";
import type { BenchProject } from "../open-bench-project.ts";
import type { EvalUpstream } from "../start-eval-upstream.ts";
import { installPeer } from "./install-peer.ts";
import { toPeerConfig } from "./peer-config.ts";

const runFile = promisify(execFile);

export interface PeerSettings {
  readonly upstream: EvalUpstream;
  /** How many cases it is given: it is slow, and slower a case the more there are. */
  readonly peerCases: number;
  readonly inFlight: number;
}

/** promptfoo, installed into a temporary folder, on the same cases with the same checks and the same vendor. */
export interface Peer {
  readonly compare: (project: BenchProject) => Comparison;
  readonly close: () => Promise<void>;
}

export async function openPeer(settings: PeerSettings): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-bench-peer-"));
  const script = await installPeer(folder);
  const { peerCases, inFlight } = settings;
  return {
    compare: (project) => ({
      // At least 20 times its cases a second.
      what: `a case of ${project.cases} against one of ${peerCases} in promptfoo, with ${inFlight} in flight`,
      bound: 0.05,
      runs: 1,
      subject: async () => {
        const [{ ms, cases }] = await project.evaluate();
        return (ms * 1_000) / cases;
      },
      floor: () => timePeer(script, folder, settings),
    }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** From its first call until it has written its results and ended: its own start is left out. In microseconds a case. */
async function timePeer(script: string, folder: string, settings: PeerSettings): Promise<number> {
  const { upstream, peerCases, inFlight } = settings;
  const home = await mkdtemp(join(folder, "home-"));
  const config = join(home, "promptfooconfig.json");
  await mkdir(join(home, "state"));
  await writeFile(config, JSON.stringify(toPeerConfig(upstream.baseUrl, peerCases)));
  const quiet = ["--no-cache", "--no-table", "--no-progress-bar", "--no-share"];
  const output = ["-o", join(home, "results.json")];
  const args = [script, "eval", "-c", config, "-j", String(inFlight), ...quiet, ...output];
  await upstream.readUsage();
  await runFile(process.execPath, args, { cwd: home, env: toEnvironment(home) });
  const ended = Date.now();
  const { first, answered } = await upstream.readUsage();
  if (answered === peerCases) return ((ended - first) * 1_000) / peerCases;
  throw new Error(`promptfoo made ${answered} calls for ${peerCases} cases.`);
}

/** It keeps what it writes in the folder, asks nobody but the vendor, and ends with 0 also where a case fails. */
function toEnvironment(home: string): Readonly<Record<string, string | undefined>> {
  const guard = fileURLToPath(new URL("./only-loopback.ts", import.meta.url));
  return {
    PATH: process.env["PATH"],
    HOME: home,
    NODE_OPTIONS: `--import ${guard}`,
    PROMPTFOO_CONFIG_DIR: join(home, "state"),
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_DISABLE_REMOTE_GENERATION: "true",
    PROMPTFOO_FAILED_TEST_EXIT_CODE: "0",
  };
}
