import { expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { project } from "../prompts.js";

const told = { family: "greeting", actor: "ada", reason: "A test.", override: "A test." };

/** As code that no compiler looks at says it. */
const called = (version: number): object => ({ version });

test("a decision still takes its version under the earlier name, and refuses both", async () => {
  const promptrail = await createPromptrail(project());
  const { activeVersion } = promptrail.status().families[0] ?? {};
  const other = activeVersion === 1 ? 2 : 1;
  const promoted = await promptrail.promote({ ...told, ...called(other) } as never);
  expect(promoted.state.activeVersion).toBe(other);
  const back = await promptrail.rollback({ ...told, ...called(activeVersion ?? 0) });
  expect(back.state.activeVersion).toBe(activeVersion);
  const twice = { ...told, ...called(1), toVersion: 2 };
  await expect(promptrail.promote(twice)).rejects.toMatchObject({ code: "request_invalid" });
  await expect(promptrail.rollback(twice)).rejects.toMatchObject({ code: "request_invalid" });
  await expect(promptrail.promote(told as never)).rejects.toThrow(
    "Name the version to activate as `toVersion`",
  );
  await promptrail.close();
});
