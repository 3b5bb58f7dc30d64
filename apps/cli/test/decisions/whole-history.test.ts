import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  const [first, second] = greetings("deprecated", "active");
  const other = { ...first, family: "farewell", status: "active" };
  const config = greetingConfig([first, second, other] as Parameters<typeof greetingConfig>[0]);
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
});
afterAll(() => project.remove());

test("history without a family shows the newest decisions of all, each with its family", async () => {
  await project.run("deploy");
  await project.run("rollback", "greeting", "--reason", "Impolite");
  const { out, exitCode } = await project.run("history");
  expect(exitCode).toBe(0);
  const lines = out.split("\n").filter((line) => /^ +\d/.test(line));
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^ {3}3 {2}.* development {2}greeting {2}rolled back {2}v2 → v1 {2}by /);
  expect(lines.join()).toMatch(/farewell {2}first seen {2}v1/);
  const part = await project.run("history", "--limit", "1", "--env", "development");
  const older = /older: promptrail (history .*)\n$/.exec(part.out)?.[1] ?? "";
  expect(older).toBe("history --before 3 --limit 1 --env development");
  const next = await project.run(...older.split(" "), "--json");
  expect(JSON.parse(next.out)).toMatchObject({ family: null, decisions: [{ revision: 2 }] });
});

test("history of an environment without decisions says so", async () => {
  const { out } = await project.run("history", "--before", "1");
  expect(out).toBe("development has no decision before revision 1.\n");
});
