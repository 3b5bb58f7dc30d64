import { spawn } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { startChild } from "./start-child.ts";
import { upstreamKinds } from "./upstream-kind.ts";

const cli = new URL("../../../apps/cli/", import.meta.url);
const provider = new URL("../../../packages/provider-openai/dist/index.js", import.meta.url);
const key = "a-key-of-the-load-and-nobody-else";

/** The family that is decided about while the others are called. */
export const decidedFamily = "decided";

/** `promptrail serve` in a process of its own, on a project with a family for each kind of upstream. */
export interface LoadedServer {
  readonly url: string;
  readonly key: string;
  /** Of those who call: as many requests as they send, whoever decides has a rate of its own. */
  readonly callKey: string;
  readonly pid: number;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  readonly stop: () => Promise<void>;
}

/**
 * @param databaseUrl of an empty database. The command must be built.
 * @param graceSeconds what running calls get when it is stopped.
 */
export async function startLoadedServer(
  databaseUrl: string,
  graceSeconds = 1,
): Promise<LoadedServer> {
  const upstream = await startChild(new URL("./upstream-process.ts", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "promptrail-load-"));
  await symlink(fileURLToPath(new URL("node_modules", cli)), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "promptrail.config.ts"), toConfig(upstream.message));
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("bin/promptrail.mjs", cli)),
      "serve",
      "--port",
      "0",
      "--grace",
      String(graceSeconds),
    ],
    {
      cwd: folder,
      env: { PATH: process.env["PATH"], DATABASE_URL: databaseUrl, PROMPTRAIL_ADMIN_KEY: key },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const ended = new Promise<number | string | null>((resolve) => {
    child.once("exit", (code, name) => resolve(code ?? name));
  });
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  const stop = async () => {
    signal("SIGTERM");
    await ended;
    await upstream.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await readUrl(child.stderr.setEncoding("utf8"));
    const callKey = await makeKey({ url, key }, `calls of ${child.pid}`, ["call"]);
    return { url, key, callKey, pid: child.pid ?? 0, signal, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a key at a server. Returns its secret. */
export async function makeKey(
  server: Pick<LoadedServer, "url" | "key">,
  name: string,
  scopes: readonly string[],
): Promise<string> {
  const response = await fetch(`${server.url}/admin/keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
    body: JSON.stringify({ name, scopes }),
  });
  return z.object({ secret: z.string() }).parse(await response.json()).secret;
}

async function readUrl(lines: AsyncIterable<string> & NodeJS.ReadableStream): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    lines.on("data", (text: string) => {
      // What it prints later is read on: a full pipe would stop it.
      if (printed.length < 10_000) printed += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (url !== undefined) resolve(url);
    });
    lines.once("end", () => reject(new Error(`The server did not start:\n${printed}`)));
  });
}

function toConfig(message: unknown): string {
  const port =
    typeof message === "object" && message !== null && "port" in message ? message.port : "";
  const providers = upstreamKinds.map(
    (kind) =>
      `openai({ id: "${kind}", apiKey: "k", baseUrl: "http://127.0.0.1:${String(port)}/${kind}/v1" })`,
  );
  const prompts = [
    ...upstreamKinds.map((kind) => toPrompt(kind, 1, "active", kind)),
    // Its shadow hangs, so that shadow runs are as many as may be.
    toPrompt("healthy", 2, "shadow", "hanging"),
    toPrompt(decidedFamily, 1, "deprecated", "healthy"),
    toPrompt(decidedFamily, 2, "active", "healthy"),
  ];
  return `
import { definePrompt } from "@promptrail/core";
import { openai } from "${provider.href}";
export default {
  prompts: [${prompts.join(", ")}],
  providers: [${providers.join(", ")}],
  families: { ${decidedFamily}: { gate: "none" } },
};
`;
}

function toPrompt(family: string, version: number, status: string, vendor: string): string {
  const changelog = version === 1 ? "" : 'changelog: "Another one.",';
  return `definePrompt({ family: "${family}", version: ${version}, status: "${status}", ${changelog}
    provider: "${vendor}", model: "m", maxTokens: 50, userTemplate: "Describe it, take ${version}." })`;
}
