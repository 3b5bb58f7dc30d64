import { definePrompt } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, test, vi } from "vitest";
import { createPromptrail } from "../../src/index.js";

// Else each process asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");

const greeting = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 9,
  userTemplate: "Greet.",
});

async function start(
  warm: () => Promise<void>,
  warmProviders: boolean | undefined,
  declares = true,
): Promise<string> {
  const provider = { ...fakeProvider(), warm };
  const config = { prompts: [greeting], providers: [provider], warmProviders };
  const promptrail = await createPromptrail(config, { declares, creates: true });
  await promptrail.close();
  return "started";
}

test("connections to vendors are opened at the start of a process that declares, where that is asked for", async () => {
  const warm = vi.fn<() => Promise<void>>(async () => {});
  await start(warm, undefined);
  await start(warm, true, false);
  expect(warm).not.toHaveBeenCalled();
  await start(warm, true);
  expect(warm).toHaveBeenCalledOnce();
});

test("what calls need is loaded before a process that declares has started; a vendor whose SDK does not load is told by its calls", async () => {
  const open = async (load: () => Promise<void>, declares: boolean) => {
    const config = { prompts: [greeting], providers: [{ ...fakeProvider(), load }] };
    const promptrail = await createPromptrail(config, { declares, creates: true });
    await promptrail.close();
  };
  let loaded = 0;
  const load = async () => {
    await new Promise(setImmediate);
    loaded += 1;
  };
  await open(load, false);
  expect(loaded).toBe(0);
  await open(load, true);
  expect(loaded).toBe(1);
  await open(() => Promise.reject(new TypeError("no such package")), true);
});

test("a process starts although a vendor cannot be reached, or has no key", async () => {
  expect(await start(() => Promise.reject(new TypeError("fetch failed")), true)).toBe("started");
  const withoutKey = () => {
    throw new TypeError("no key");
  };
  expect(await start(withoutKey, true)).toBe("started");
});
