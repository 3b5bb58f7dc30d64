import { memory } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { openStoreAlone } from "../../src/index.js";
import { startRuntime } from "../lifecycle/start-runtime.js";

const place = { environment: "production", projectFolder: "." } as const;

describe("a store that is opened alone", () => {
  test("is made by nobody who opens it", async () => {
    const opening = openStoreAlone(memory(), place);
    await expect(opening).rejects.toMatchObject({ code: "unknown_environment" });
  });

  test("tells what it has, while those that serve it go on without a word of it", async () => {
    const store = memory();
    const { promptrail } = await startRuntime({ store }, { process: { name: "one" } });
    await expect.poll(async () => (await promptrail.fleet()).length).toBe(1);
    const alone = await openStoreAlone(store, place);
    expect(await alone.readSnapshot()).toEqual(promptrail.status().snapshot);
    expect(await alone.history()).toEqual(await promptrail.history());
    expect(await alone.readVersion("greeting", 2)).toMatchObject({ version: 2 });
    expect((await alone.fleet()).map(({ name }) => name)).toEqual(["one"]);
    expect(await promptrail.readSnapshot()).toEqual(promptrail.status().snapshot);
  });

  test("gives keys that a server on it takes", async () => {
    const store = memory();
    const { promptrail } = await startRuntime({ store });
    const alone = await openStoreAlone(store, place);
    const { secret, key } = await alone.keys.add({ name: "ci", scopes: ["read"] });
    expect(await promptrail.keys.isKnown(secret)).toBe(true);
    await alone.keys.revoke({ keyId: key.id });
    expect(await promptrail.keys.isKnown(secret)).toBe(false);
  });
});

test("a process that is gone in a moment is not in the fleet, and nobody waits for it", async () => {
  const store = memory();
  const { promptrail } = await startRuntime({ store }, { process: { name: "one" } });
  const command = await startRuntime({ store }, { declares: false, reports: false });
  const { state } = await command.promptrail.rollback({ family: "greeting", actor: "ada" });
  const { revision } = state;
  const answer = await promptrail.waitForFleet({ revision, timeoutMs: 5_000 });
  expect(answer).toMatchObject({ total: 1, acknowledged: 1, missing: [] });
  await command.promptrail.close();
  expect((await promptrail.fleet()).map(({ name }) => name)).toEqual(["one"]);
});
