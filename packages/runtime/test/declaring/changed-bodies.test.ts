import { definePrompt, memory, PromptrailError, type Store } from "@promptrail/core";
import { expect, test } from "vitest";
import { activeOf, startRuntime } from "../lifecycle/start-runtime.js";
import { greetingV1, scoreV1 } from "../prompts.js";
import { withStatus } from "../with-status.js";

const by = { actor: "ada", reason: "Because." } as const;

const activeGreetingV1 = { ...greetingV1, status: "active" as const };

/** A store whose body of `greeting_v2` somebody changed: it gives it to nobody. */
function damaged(store: Store): Store {
  return withStatus(store, (status) => ({
    readVersion: async (family, version) => {
      if (version !== 2) return await status.readVersion(family, version);
      throw new PromptrailError("immutability_violation", "The stored body is another one.");
    },
  }));
}

/** Version 2 of the greeting is live, after version 1. */
async function bringBack(store: Store): Promise<void> {
  const { promptrail } = await startRuntime({ store });
  await promptrail.rollback({ ...by, family: "greeting" });
  await promptrail.promote({ ...by, family: "greeting", toVersion: 2, override: "It is fine." });
}

test("a build that lacks a version whose body was changed serves another one, and says so", async () => {
  const store = memory();
  await bringBack(store);
  const started = await startRuntime({
    store: damaged(store),
    prompts: [activeGreetingV1, scoreV1],
  });
  expect(started.promptrail.resolve("greeting")).toMatchObject({
    version: { version: 1 },
    degraded: "active_unavailable",
  });
  expect(started.problems.map(String).join()).toContain("The stored body is another one.");
});

test("a build that edited such a version serves nothing under its number, and follows the rest", async () => {
  const store = memory();
  await bringBack(store);
  const edited = definePrompt({
    family: "greeting",
    version: 2,
    status: "active",
    changelog: "Edited.",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: "Edited {{ name }}.",
  });
  const prompts = [greetingV1, edited, scoreV1];
  const started = await startRuntime({ store: damaged(store), prompts });
  expect(activeOf(started)).toBe(1);
  expect(() => started.promptrail.resolve("greeting", 2)).toThrow(/cannot run greeting_v2/);
  expect(started.promptrail.status().problems.map(({ code }) => code)).toContain(
    "immutability_violation",
  );
  const repaired = await startRuntime({ store, prompts });
  const { messages } = await repaired.promptrail.render("greeting", { name: "Ada" });
  expect(JSON.stringify(messages)).not.toContain("Edited");
});
