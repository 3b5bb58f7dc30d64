import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { startServer } from "@promptrail/server";
import { postgres } from "@promptrail/store-postgres";
import { summaryPrompts } from "../../bench/lifecycle/summary-prompts.ts";
import { startPostgres } from "../../test/postgres-server.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import { recordRoad } from "./recorder.ts";

const key = "a-key-of-the-road-and-nobody-else";
/** Longer than a process waits before it reports and keeps what it has applied: that is no part of the road. */
const quietMs = 300;

/**
 * One rollback by HTTP on PostgreSQL, until the server and another process serve the version before. Both
 * run here, so that one list has them all; null where npm has no PostgreSQL for this platform.
 */
export async function recordRollback(): Promise<readonly string[] | null> {
  const database = await startPostgres();
  if (database === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "promptrail-road-"));
  const { url } = await createTestDatabase(database.adminUrl);
  const open = () =>
    createPromptrail({
      prompts: summaryPrompts,
      providers: [claude({ apiKey: "sk-road" })],
      // By NOTIFY alone: a poll that happens to come in between is no part of the road.
      store: postgres(url, { pollMs: 600_000 }),
      environment: "road",
      projectFolder: folder,
    });
  const served = await open();
  const other = await open();
  const applied = [follow(served), follow(other)];
  const allApplied = () => Promise.all(applied.map((next) => next()));
  const server = await startServer({ promptrail: served, port: 0, adminKey: key });
  try {
    return await recordRoad({
      prepare: async () => {
        await Promise.all([promote(served), allApplied()]);
        await wait(quietMs);
      },
      work: async () => {
        await Promise.all([rollBack(server.url), allApplied()]);
      },
    });
  } finally {
    await server.close();
    await Promise.all([served.close(), other.close()]);
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function promote(promptrail: Promptrail): Promise<void> {
  await promptrail.promote({
    family: "summary",
    toVersion: 2,
    actor: "road",
    reason: "to have something to roll back",
    override: "nothing is called here",
  });
}

async function rollBack(url: string): Promise<void> {
  const answer = await fetch(`${url}/admin/prompts/summary/rollback`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ reason: "it invents features" }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The rollback was refused with ${answer.status}: ${text}`);
}

/** What waits for a process to apply the next decision. Watches from the beginning, so that nothing of it is recorded. */
function follow(promptrail: Promptrail): () => Promise<void> {
  const waiting: (() => void)[] = [];
  promptrail.watch(() => {
    for (const tell of waiting.splice(0)) tell();
  });
  return () => new Promise((resolve) => waiting.push(resolve));
}
