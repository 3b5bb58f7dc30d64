import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject({
    PROMPTRAIL_SERVER: "127.0.0.1:7171",
    PROMPTRAIL_KEY: "short",
  });
  await project.write("promptrail.config.ts", greetingConfig(greetings("active", "draft")));
});
afterAll(() => project.remove());

test.each<[readonly string[], RegExp]>([
  [["status", "--env", ""], /--env is empty: .* Write the name of an environment after it/],
  [["check", "--config", ""], /--config is empty: .* Write the name of a file after it/],
  [["status"], /PROMPTRAIL_SERVER is not an http\(s\) URL\. Set it to one/],
  [["init", "promptrail.config.ts"], /"promptrail\.config\.ts" is the name of a file/],
  [["deploy", "--evidence", "nope.jsonl"], /"nope\.jsonl" cannot be read: it does not exist/],
])("what cannot be meant is refused, with the cure: %j", async (args, message) => {
  const { exitCode, err } = await project.run(...args);
  expect(err).toMatch(message);
  expect(exitCode).toBe(2);
});

test("a folder that has the name of a file is not made", async () => {
  expect((await project.run("init", "a.config.mts")).exitCode).toBe(2);
  expect(existsSync(join(project.folder, "a.config.mts"))).toBe(false);
});

test("an edited version names the command that writes the next one, and an edited draft is named", async () => {
  await project.run("lock");
  const edit = (...at: readonly number[]) =>
    project.write(
      "promptrail.config.ts",
      greetingConfig(
        greetings("active", "draft").map((prompt, index) =>
          at.includes(index) ? { ...prompt, userTemplate: "Edited" } : prompt,
        ),
      ),
    );
  await edit(1);
  expect((await project.run("lock")).out).toMatch(/^ {2}greeting_v2 edited \(draft\)$/m);
  await edit(0, 1);
  expect((await project.run("lock")).err).toContain("run `promptrail new greeting`");
});
