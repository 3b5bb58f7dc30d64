import { expect, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

const by = { actor: "ada" } as const;

test.each(["", " \n"])(
  "a promotion with the override %j, which says nothing, is refused",
  async (override) => {
    const promptrail = await createPromptrail(project());
    const request = { ...by, family: "greeting", toVersion: 3, reason: "Shorter.", override };
    for (const dryRun of [true, false]) {
      const promoting = promptrail.promote({ ...request, dryRun });
      await expect(promoting).rejects.toMatchObject({ code: "request_invalid" });
    }
    expect(promptrail.status().families).toContainEqual(
      expect.objectContaining({ family: "greeting", activeVersion: 2 }),
    );
  },
);

test("an empty idempotency key, as of a variable that is not set, is refused", async () => {
  const promptrail = await createPromptrail(project());
  const request = { ...by, family: "greeting", reason: "Because.", idempotencyKey: "" };
  const asked = [
    promptrail.rollback(request),
    promptrail.promote({ ...request, toVersion: 3, override: "Tried." }),
    promptrail.resume(request),
    promptrail.drill({ ...by, family: "greeting", idempotencyKey: "" }),
  ];
  const refusal = { code: "request_invalid", message: expect.stringMatching(/key is empty/) };
  for (const each of asked) await expect(each).rejects.toMatchObject(refusal);
  expect(await promptrail.history({ limit: 9 })).toHaveLength(2);
});
