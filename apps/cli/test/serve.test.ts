import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "./cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject();
  await project.run("init");
});
afterEach(() => project.remove());

test("commands reach the server that runs on the folder, with the key that it made", async () => {
  const server = project.start("serve", "--port", "0");
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  await server.waitFor(/Admin key, shown once: pk_development_\S+/);
  expect((await stat(join(project.folder, ".promptrail/admin.key"))).mode & 0o777).toBe(0o600);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/v1/status`)).status).toBe(401);
  const status = await project.run("status", "--json");
  expect(JSON.parse(status.out)).toMatchObject({ families: [{ active_version: 1 }] });
  const refused = await project.run("rollback", "ticket_summary");
  expect(refused.err).toMatch(/ticket_summary_v1 cannot be rolled back/);
  expect(refused.exitCode).toBe(1);
  server.signal("SIGTERM");
  expect(await server.ended).toMatchObject({ exitCode: 0 });
  expect(await project.run("status")).toMatchObject({ exitCode: 0 });
});

test("a second process on the folder is told who holds it", async () => {
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const second = await project.run("serve", "--port", "0");
  expect(second.exitCode).toBe(3);
  expect(second.err).toMatch(/process \d+|pid \d+/i);
  server.signal("SIGTERM");
  await server.ended;
});

test("a folder whose holder was killed opens again", async () => {
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  server.signal("SIGKILL");
  await server.ended;
  // Not the status: for 15 s it tells what the killed process reported last.
  expect(await project.run("history", "ticket_summary")).toMatchObject({ exitCode: 0 });
});
