import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { startRuntime } from "../lifecycle/start-runtime.js";
import { switchableStore } from "../lifecycle/switchable-store.js";
import { greeting, oneStore, version1, version2 } from "./two-builds.js";

const older = { name: "Ada" };
const newer = { name: "Ada", tone: "warm" };
const by = { actor: "ada", reason: "Reviewed.", family: "greeting" } as const;

const oldBuild = [version1("active")];
const newBuild = [version1("active"), version2("draft")];

/** An old and a new build on one store, of which version 1 is live. */
async function startBoth() {
  const start = oneStore();
  const old = await start(oldBuild);
  const fresh = await start(newBuild);
  const promote = async () => {
    await fresh.promptrail.promote({ ...by, toVersion: 2, callersReady: true });
    await expect.poll(() => old.promptrail.resolve("greeting").version.version).toBe(2);
  };
  const rollBack = async () => {
    await fresh.promptrail.rollback({ actor: "ada", family: "greeting" });
    await expect.poll(() => old.promptrail.resolve("greeting").version.version).toBe(1);
  };
  return { start, old, fresh, promote, rollBack };
}

describe("two builds on one store", () => {
  test("serve a newer build's callers while the older version is live", async () => {
    const { old, fresh } = await startBoth();
    for (const { call } of [fresh, old]) expect((await call(newer)).version).toBe(1);
  });

  test("serve a newer version with its new variable, and refuse who does not give it", async () => {
    const { old, fresh, promote } = await startBoth();
    await promote();
    for (const { call } of [fresh, old]) {
      expect((await call(newer)).version).toBe(2);
      await expect(call(older)).rejects.toThrow(/tone/);
    }
  });

  test("serve what the newer version's schema takes and its template does not read", async () => {
    const { old, fresh, promote } = await startBoth();
    await promote();
    for (const { call } of [fresh, old]) {
      expect((await call({ ...newer, mood: "good" })).version).toBe(2);
    }
  });

  test("serve both builds' callers after a rollback, also a process that starts then", async () => {
    const { start, old, fresh, promote, rollBack } = await startBoth();
    await promote();
    await rollBack();
    const restarted = await start(oldBuild);
    for (const { call } of [fresh, old, restarted]) {
      expect((await call(newer)).version).toBe(1);
      expect((await call(older)).version).toBe(1);
    }
  });

  test("refuse what no version takes, with the names that there are", async () => {
    const { old, fresh, promote } = await startBoth();
    for (const step of [async () => {}, promote]) {
      await step();
      for (const { call, provider } of [fresh, old]) {
        const refused = call({ ...newer, tonne: "warm" });
        await expect(refused).rejects.toMatchObject({ code: "context_invalid" });
        await expect(refused).rejects.toThrow(
          /no variable "tonne"\. Did you mean "tone"\?.*Known variables: name, tone/,
        );
        expect(provider.calls).toEqual([]);
      }
    }
  });

  test("serve a pinned version that only the store has, with its own context", async () => {
    const { old } = await startBoth();
    expect((await old.call(newer, { version: 2 })).version).toBe(2);
  });
});

test.each(["silent", "refusing"] as const)(
  "while the store is %s, no call is refused for a name",
  async (condition) => {
    const store = switchableStore();
    const { promptrail } = await startRuntime({
      store,
      prompts: oldBuild,
      providers: [fakeProvider({ answers: () => "Hello." })],
    });
    store.switchTo(condition);
    onTestFinished(() => store.switchTo("up"));
    expect((await promptrail.call("greeting", newer)).version).toBe(1);
  },
);

test("a version is handed what it takes, and the record keeps what was given", async () => {
  const { call, promptrail } = await oneStore()(newBuild);
  await call(newer);
  await promptrail.flush();
  const [record] = await promptrail.calls.read({ limit: 1 });
  expect(record).toMatchObject({ version: 1, context: newer });
});

test("a version whose schema takes any name is handed everything", async () => {
  const seen: unknown[] = [];
  const open = z.looseObject({ name: z.string() }).refine((given) => seen.push(given) > 0);
  const { call } = await oneStore()([
    greeting(1, "active", { template: "Greet {{ name }}.", input: open }),
  ]);
  await call({ name: "Ada", anything: 1 });
  expect(seen).toEqual([{ name: "Ada", anything: 1 }]);
});

test("a version whose template does not compile spoils no call of another", async () => {
  const broken = greeting(2, "draft", { template: "{% if %}" });
  const { call } = await oneStore()([version1("active"), broken]);
  expect((await call({ name: "Ada" })).version).toBe(1);
  expect((await call({ name: "Ada", anything: 1 })).version).toBe(1);
});
