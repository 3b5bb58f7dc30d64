import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

test("a server whose lock was removed decides nothing more, stops with the reason, and leaves the store whole", async () => {
  const project = await createStoredProject();
  onTestFinished(() => project.remove());
  await project.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
  await project.run("lock");
  const server = project.start("serve", "--port", "0");
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const key = (await server.waitFor(/pk_\S+/)).trim();
  const rollBack = () =>
    fetch(`${url}/admin/prompts/greeting/rollback`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ reason: "Impolite" }),
    });
  const claims = join(project.folder, ".promptrail", "store", "lock");
  for (const name of await readdir(claims)) await rm(join(claims, name));
  // Null where it has stopped already: it looks itself, twice a second.
  const answer = await rollBack().catch(() => null);
  expect([503, undefined]).toContain(answer?.status);
  const { exitCode, err } = await server.ended;
  expect(err).toMatch(/✗ This process can no longer use the embedded store: its lock was removed/);
  expect(exitCode).toBe(3);
  await expect(rollBack()).rejects.toThrow("fetch failed");
  const verified = await project.run("history", "--verify");
  expect(verified).toMatchObject({ exitCode: 0 });
  const { out } = await project.run("status", "--json");
  expect(JSON.parse(out)).toMatchObject({ families: [{ active_version: 2 }] });
});
