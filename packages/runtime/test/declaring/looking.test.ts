import { definePrompt, memory } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { activeOf, startRuntime } from "../lifecycle/start-runtime.js";
import { greetingV1, greetingV2, greetingV3, scoreV1 } from "../prompts.js";

const looks = { declares: false } as const;

/** The working copy of somebody who edited two texts, and made the draft active. */
const edited = (version: 1 | 2) =>
  definePrompt({
    family: "greeting",
    version,
    status: "deprecated",
    changelog: "Edited.",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: `Edited ${version} {{ name }}`,
  });
const unreviewed = [
  edited(1),
  edited(2),
  definePrompt({
    family: "greeting",
    version: 3,
    status: "active",
    changelog: "Shorter.",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: "Greet {{ name }}!",
  }),
  definePrompt({
    family: "farewell",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: "Bye {{ name }}",
  }),
];

describe("a process that does not declare", () => {
  test("changes nothing of what others declared: no version, no family, no decision", async () => {
    const store = memory();
    const declaring = await startRuntime({ store });
    const looking = await startRuntime({ store, prompts: unreviewed }, looks);
    expect(activeOf(looking)).toBe(2);
    const { status } = await store.open({ environment: "production", projectFolder: "." });
    const { families, revision } = await status.readSnapshot();
    expect(families.map(({ family }) => family)).toEqual(["greeting", "score"]);
    expect(revision).toBe(2);
    expect(await status.readVersion("farewell", 1)).toBeNull();
    const registered = await status.readVersion("greeting", 3);
    expect(registered?.contentHash).toBe(greetingV3.contentHash);
    expect(activeOf(declaring)).toBe(2);
  });

  test("runs the registered body of a version that its code has another text for, and says so", async () => {
    const store = memory();
    await startRuntime({ store });
    const provider = fakeProvider({ answers: () => "Hello." });
    const changes = { store, prompts: unreviewed, providers: [provider] };
    const { promptrail, problems } = await startRuntime(changes, looks);
    expect(promptrail.resolve("greeting").version.contentHash).toBe(greetingV2.contentHash);
    expect(promptrail.resolve("greeting", 1).version.contentHash).toBe(greetingV1.contentHash);
    const rendered = await promptrail.render("greeting", { name: "Ada" });
    expect(JSON.stringify(rendered.messages)).toContain("Greet Ada, plainly.");
    expect(problems).toMatchObject([
      { code: "immutability_violation", message: expect.stringContaining("greeting_v1") },
      { code: "immutability_violation", message: expect.stringContaining("greeting_v2") },
    ]);
  });

  test("runs a version that nobody registered as its code has it", async () => {
    const store = memory();
    await startRuntime({ store, prompts: [greetingV1, greetingV2, scoreV1] });
    const { promptrail, problems } = await startRuntime({ store }, looks);
    expect(promptrail.resolve("greeting", 3).version.contentHash).toBe(greetingV3.contentHash);
    expect(problems).toEqual([]);
  });

  test("is refused where nobody declared anything, unless it is to deploy", async () => {
    const store = memory();
    await expect(startRuntime({ store }, looks)).rejects.toMatchObject({
      code: "unknown_environment",
    });
    await expect(startRuntime({ store }, looks)).rejects.toMatchObject({
      data: { known: [] },
    });
    const { promptrail } = await startRuntime({ store }, { ...looks, creates: true });
    expect(await promptrail.deploy({ actor: "ada" })).toMatchObject({ isLive: true });
  });

  test("cannot promote a version that nobody registered, and hears what registers it", async () => {
    const store = memory();
    await startRuntime({ store, prompts: [greetingV1, greetingV2, scoreV1] });
    const { promptrail } = await startRuntime({ store }, looks);
    const reason = { actor: "ada", reason: "Shorter", override: "A test" };
    await expect(
      promptrail.promote({ family: "greeting", toVersion: 3, ...reason }),
    ).rejects.toMatchObject({
      code: "unknown_version",
      message: expect.stringMatching(/no version 3. It has: 1, 2. .*promptrail deploy/),
    });
  });

  test("runs what it deployed itself", async () => {
    const changes = { store: memory(), environment: "development" };
    await startRuntime(changes);
    const draft = definePrompt({
      family: "greeting",
      version: 3,
      status: "draft",
      changelog: "Shorter.",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "Hi {{ name }}",
    });
    const prompts = [greetingV1, greetingV2, draft, scoreV1];
    const { promptrail, problems } = await startRuntime({ ...changes, prompts }, looks);
    expect(promptrail.resolve("greeting", 3).version.contentHash).toBe(greetingV3.contentHash);
    expect(problems).toMatchObject([
      { message: expect.stringMatching(/A draft's new text is registered by .promptrail deploy/) },
    ]);
    await promptrail.deploy({ actor: "ada" });
    expect(promptrail.resolve("greeting", 3).version.contentHash).toBe(draft.contentHash);
    expect(promptrail.status().problems).toEqual([]);
  });
});
