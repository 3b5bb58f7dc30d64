import { afterEach, beforeEach, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject({ npm_command: "exec" });
  await project.run("init");
});
afterEach(() => project.remove());

test("a Ctrl-C that npm sends once more stops a server once", async () => {
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/promptrail serves development/);
  server.signal("SIGINT");
  server.signal("SIGINT");
  const { exitCode, out, err } = await server.ended;
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: "Stopped.\n" });
  expect(err).not.toMatch(/Error|^ {4}at /m);
});

test("a server ends with the npm that started it, though no signal reaches it", async () => {
  const server = project.startBelowShell("serve", "--port", "0");
  await server.waitFor(/promptrail serves development/);
  server.signal("SIGTERM");
  // Its output ends with the last process that has it.
  expect((await server.ended).out).toBe("Stopped.\n");
});
