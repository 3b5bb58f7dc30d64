import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseJson } from "@promptrail/core/portable";
import {
  isRunning,
  makeFolder,
  readPlainFile,
  readStartMark,
  stateFolderName,
  writePlainFile,
} from "@promptrail/core/state-folder";
import { z } from "zod";
import { isLoopbackUrl } from "./loopback.js";

const serverSchema = z.strictObject({
  url: z.string().refine(isLoopbackUrl),
  // 0 and negative numbers name process groups: they would always seem to be alive.
  pid: z
    .int()
    .positive()
    .max(2 ** 31 - 1),
  environment: z.string(),
  /** What it stands on, as messages name it: no password is in it. */
  store: z.string(),
  /** When the process started; null where the system does not say. */
  startMark: z.string().nullable(),
  /** Of the file: in a copied folder it has another one, and the server is the original's. */
  inode: z.string(),
});

/** A server that runs on this project's folder. */
export type LocalServer = Readonly<
  Pick<z.infer<typeof serverSchema>, "url" | "pid" | "environment" | "store">
>;

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
  const server = readAnnounced(toServerPath(projectFolder));
  if (server === null) return null;
  // A file that anybody may have made gets no key: its process must have started when it says, and be here.
  const isOurs = server.startMark === readStartMark(server.pid) && isRunning(server);
  return isOurs && (await answers(server.url)) ? server : null;
}

function readAnnounced(path: string): z.infer<typeof serverSchema> | null {
  const file = readPlainFile(path);
  const parsed = serverSchema.safeParse(parseJson(file?.text ?? ""));
  return parsed.success && parsed.data.inode === file?.inode ? parsed.data : null;
}

/** Says where the server is; returns what takes that back. */
export async function announceServer(
  projectFolder: string,
  server: LocalServer,
): Promise<() => Promise<void>> {
  const path = toServerPath(projectFolder);
  makeFolder(join(projectFolder, stateFolderName));
  const startMark = readStartMark(server.pid);
  writePlainFile(path, (inode) => `${JSON.stringify({ ...server, startMark, inode }, null, 2)}\n`);
  return async () => {
    const announced = readAnnounced(path);
    // On PostgreSQL a second server may have started here meanwhile: the file is then its own.
    if (announced?.pid === server.pid) await rm(path, { force: true });
  };
}

function toServerPath(projectFolder: string): string {
  return join(projectFolder, stateFolderName, "server.json");
}

/** A process that was stopped in the middle may have left its file, and another one have got its port. */
async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(new URL("/healthz", url), { signal: AbortSignal.timeout(answerMs) });
    return reply.ok;
  } catch {
    return false;
  }
}
