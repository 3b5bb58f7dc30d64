import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLock } from "@promptrail/check";
import {
  definePrompt,
  memory,
  type PromptVersion,
  type Status,
  type Store,
} from "@promptrail/core";
import {
  createRegistry,
  formatLock,
  hashContent,
  lockFileName,
  toJsonSchema,
} from "@promptrail/core/lifecycle";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { startRuntime } from "./start-runtime.js";
import { temporaryFolder } from "./temporary-folder.js";

const output = z.object({ score: z.number(), tags: z.array(z.string()).default([]) });

function score(version: number, status: Status, userTemplate = "Score it."): PromptVersion {
  return definePrompt({
    family: "score",
    version,
    status,
    changelog: "Because.",
    output,
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate,
  });
}

/** A version as a release of scheme 1 registered it: the output side was sent. */
function ofScheme1(prompt: PromptVersion): PromptVersion {
  const schema = toJsonSchema(output, "output");
  if (schema === null) throw new TypeError("The schema has a JSON form.");
  const content = { ...prompt.content, output: { name: "score", schema } };
  return { ...prompt, content, contentHash: hashContent(content) };
}

/** A process whose lock file is of its own code. */
async function start(store: Store, prompts: readonly PromptVersion[]) {
  const projectFolder = temporaryFolder();
  const lock = createLock(createRegistry(prompts), new Map(), null);
  const { score: locked } = lock.families;
  if (locked === undefined) throw new TypeError("The family is locked.");
  const families = { score: { ...locked, generation: prompts.length } };
  writeFileSync(join(projectFolder, lockFileName), formatLock({ ...lock, families }));
  const provider = fakeProvider({ answers: () => '{"score":1,"junk":2}' });
  const gates = { score: { gate: "none" } } as const;
  const config = { store, prompts, projectFolder, providers: [provider], families: gates };
  return { provider, ...(await startRuntime(config)) };
}

const deployment = { actor: "pipeline" };

describe("a store that holds a version under a hash of the first scheme", () => {
  test.each<Status>(["active", "draft"])(
    "refuses a deployment of it as %s: bump it",
    async (status) => {
      const store = memory();
      const first = score(1, status === "active" ? "active" : "deprecated");
      const second = status === "active" ? [] : [score(2, "active", "Active."), score(3, status)];
      const declared = [first, ...second];
      await start(store, declared.map(ofScheme1));
      const { promptrail, problems } = await start(store, declared);
      const names = declared
        .filter((prompt) => prompt.status !== "deprecated")
        .map(({ key }) => key);
      await expect(promptrail.deploy(deployment)).rejects.toMatchObject({
        code: "immutability_violation",
        data: { versions: names },
        message: expect.stringMatching(
          /^Nothing was deployed: .*under an earlier hash scheme.*Bump them: declare the same text/,
        ),
      });
      expect(problems).toHaveLength(names.length);
    },
  );

  test("is served as registered, read by the schema of the code", async () => {
    const store = memory();
    const prompts = [score(1, "active")];
    await start(store, prompts.map(ofScheme1));
    const { promptrail, provider } = await start(store, prompts);
    expect((await promptrail.call("score", {})).data).toEqual({ score: 1, tags: [] });
    expect(provider.calls[0]?.request.output?.schema).toMatchObject({
      additionalProperties: false,
    });
  });

  test("takes the same text under a new number, and keeps the old one to roll back to", async () => {
    const store = memory();
    await start(store, [ofScheme1(score(1, "active"))]);
    const { promptrail, provider, problems } = await start(store, [
      score(1, "deprecated"),
      score(2, "active"),
    ]);
    expect(await promptrail.deploy(deployment)).toMatchObject({
      isLive: true,
      families: [{ activeVersion: 2 }],
      conflicts: [{ family: "score", version: 1 }],
    });
    expect(problems).toEqual([]);
    expect(promptrail.status().problems).toEqual([]);
    await promptrail.rollback({ ...deployment, family: "score" });
    expect(await promptrail.call("score", {})).toMatchObject({
      version: 1,
      data: { score: 1, tags: [] },
    });
    expect(provider.calls[0]?.request.output?.schema).toMatchObject({
      additionalProperties: false,
    });
  });

  test("is no cover for an edit", async () => {
    const store = memory();
    await start(store, [ofScheme1(score(1, "active"))]);
    const { promptrail } = await start(store, [score(1, "active", "Score it well.")]);
    await expect(promptrail.deploy(deployment)).rejects.toMatchObject({
      code: "version_conflict",
    });
    // A version that is not the code's own has no schema here: its JSON is what there is.
    expect((await promptrail.call("score", {})).data).toEqual({ score: 1, junk: 2 });
  });
});
