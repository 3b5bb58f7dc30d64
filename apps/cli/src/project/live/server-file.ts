import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseJson } from "@promptrail/core";
import { makeFolder, stateFolderName } from "@promptrail/core/state-folder";
import { z } from "zod";
import { readOptionalFile } from "../read-optional-file.js";

const serverSchema = z.strictObject({
  url: z.string(),
  // 0 and negative numbers name process groups: they would always seem to be alive.
  pid: z.int().positive(),
  environment: z.string(),
});

/** A server that runs on this project's folder. */
export type LocalServer = z.infer<typeof serverSchema>;

/** A server on this machine that takes longer to say that it is there is not there. */
const answerMs = 2_000;

/** The server that runs here for this environment; null for none, and for a file that says nothing. */
export async function findLocalServer(
  projectFolder: string,
  environment: string,
): Promise<LocalServer | null> {
  const server = await findAnnouncedServer(projectFolder);
  return server?.environment === environment ? server : null;
}

/** The server that runs here, whatever its environment. */
export async function findAnnouncedServer(projectFolder: string): Promise<LocalServer | null> {
  const server = await readAnnounced(toServerPath(projectFolder));
  if (server === null) return null;
  return isAlive(server.pid) && (await answers(server.url)) ? server : null;
}

async function readAnnounced(path: string): Promise<LocalServer | null> {
  const parsed = serverSchema.safeParse(parseJson((await readOptionalFile(path)) ?? ""));
  return parsed.success ? parsed.data : null;
}

/** Says where the server is; returns what takes that back. */
export async function announceServer(
  projectFolder: string,
  server: LocalServer,
): Promise<() => Promise<void>> {
  const path = toServerPath(projectFolder);
  makeFolder(join(projectFolder, stateFolderName));
  await writeFile(path, `${JSON.stringify(server, null, 2)}\n`);
  return async () => {
    const announced = await readAnnounced(path);
    // On PostgreSQL a second server may have started here meanwhile: the file is then its own.
    if (announced?.pid === server.pid) await rm(path, { force: true });
  };
}

function toServerPath(projectFolder: string): string {
  return join(projectFolder, stateFolderName, "server.json");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that was killed leaves its file, and another program may have got its number. */
async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(new URL("/healthz", url), { signal: AbortSignal.timeout(answerMs) });
    return reply.ok;
  } catch {
    return false;
  }
}
