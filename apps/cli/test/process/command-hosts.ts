import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cheapWebAssembly } from "../../../../tooling/test/run/cheap-web-assembly.ts";
import type { CliRun } from "../cli-project.js";
import type { HostedCommand } from "./command-host.js";

const hostFile = fileURLToPath(new URL("command-host.ts", import.meta.url));
const bin = fileURLToPath(new URL("../../bin/promptrail.mjs", import.meta.url));
const endMark = "\0end\0";

type Environment = Readonly<Record<string, string | undefined>>;

/** Processes with one environment that wait for a command, for all projects of a test file. */
const waiting = new Map<string, ChildProcess[]>();

/**
 * Runs a command in a process that ran others of this test file before, as in a process of its own: what it prints, how
 * it exits, and that it ends. What runs at the same time has a process each.
 */
export async function runInHost(
  folder: string,
  args: readonly string[],
  environment: Environment,
): Promise<CliRun> {
  const key = JSON.stringify(environment);
  const pool = waiting.get(key) ?? [];
  waiting.set(key, pool);
  const host = pool.pop() ?? startHost(environment);
  const run = await send(host, { folder, bin, args, endMark });
  if (host.connected) pool.push(host);
  return run;
}

function startHost(environment: Environment): ChildProcess {
  return fork(hostFile, {
    env: { ...environment },
    execArgv: [cheapWebAssembly],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

function send(host: ChildProcess, command: HostedCommand): Promise<CliRun> {
  const { stdout, stderr } = host;
  if (stdout === null || stderr === null) throw new TypeError("Its outputs are pipes.");
  return new Promise((resolve, reject) => {
    const printed = { out: "", err: "" };
    let exitCode: number | null = null;
    const finish = (run: CliRun) => {
      for (const stream of [stdout, stderr]) stream.removeAllListeners("data");
      host.removeAllListeners();
      resolve(run);
    };
    const look = () => {
      const { out, err } = printed;
      if (exitCode === null || !out.endsWith(endMark) || !err.endsWith(endMark)) return;
      finish({ exitCode, out: withoutMark(out), err: withoutMark(err) });
    };
    stdout.setEncoding("utf8").on("data", (text: string) => {
      printed.out += text;
      look();
    });
    stderr.setEncoding("utf8").on("data", (text: string) => {
      printed.err += text;
      look();
    });
    host.on("message", (code) => {
      exitCode = Number(code);
      look();
    });
    host.on("error", reject);
    // A command may end its process by itself.
    host.on("close", (code) => finish({ exitCode: code ?? 128, ...printed }));
    host.send(command);
  });
}

function withoutMark(text: string): string {
  return text.slice(0, -endMark.length);
}
