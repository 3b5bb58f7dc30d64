import { AsyncLocalStorage } from "node:async_hooks";
import type { AroundCall, CallResult } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { project } from "../prompts.js";

const open = (
  around: readonly AroundCall[],
  provider = fakeProvider({ answers: () => "Hello." }),
) => createPromptrail({ ...project(provider), around });

async function readText(events: AsyncIterable<{ readonly type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of events) types.push(type);
  return types;
}

describe("functions around a call", () => {
  test("run from the outermost to the innermost and back, also around a stream", async () => {
    const steps: string[] = [];
    const note =
      (name: string): AroundCall =>
      async (call, next) => {
        steps.push(`${name} before ${call.family}`);
        const result = await next();
        steps.push(`${name} after ${result.outcome}`);
        return result;
      };
    const promptrail = await open([note("outer"), note("inner")]);
    await promptrail.call("greeting", { name: "Ada" });
    const once = [
      ...["outer before greeting", "inner before greeting"],
      ...["inner after ok", "outer after ok"],
    ];
    expect(steps).toEqual(once);
    expect(await readText(promptrail.stream("greeting", { name: "Bob" }))).toEqual([
      ...["text-delta", "finish"],
    ]);
    expect(steps).toEqual([...once, ...once]);
  });

  test("say what the caller gets, plain or streamed", async () => {
    const shout: AroundCall = async (_call, next) => {
      const result = await next();
      return { ...result, text: result.text.toUpperCase() };
    };
    const promptrail = await open([shout]);
    expect((await promptrail.call("greeting", { name: "Ada" })).text).toBe("HELLO.");
    const events = [];
    for await (const event of promptrail.stream("greeting", { name: "Ada" })) events.push(event);
    expect(events).toMatchObject([
      { type: "text-delta", text: "Hello." },
      { type: "finish", result: { text: "HELLO." } },
    ]);
    await promptrail.flush();
    // The record tells what the vendor answered.
    const records = await promptrail.calls.read({ limit: 9 });
    expect(records.map(({ text }) => text)).toEqual(["Hello.", "Hello."]);
  });

  test("may answer without asking a vendor, and then nothing is recorded", async () => {
    const answers = new Map<string, CallResult>();
    const remember: AroundCall = async ({ context }, next) => {
      const key = JSON.stringify(context);
      const result = answers.get(key) ?? (await next());
      answers.set(key, result);
      return result;
    };
    const provider = fakeProvider({ answers: ["Hello."] });
    const promptrail = await open([remember], provider);
    const first = await promptrail.call("greeting", { name: "Ada" });
    expect(await promptrail.call("greeting", { name: "Ada" })).toBe(first);
    expect(await readText(promptrail.stream("greeting", { name: "Ada" }))).toEqual(["finish"]);
    await promptrail.flush();
    expect(provider.calls).toHaveLength(1);
    expect(await promptrail.calls.read({ limit: 9 })).toHaveLength(1);
  });

  test("may refuse a call", async () => {
    const refuse: AroundCall = async () => {
      throw new Error("Not today.");
    };
    const promptrail = await open([refuse], fakeProvider());
    await expect(promptrail.call("greeting", { name: "Ada" })).rejects.toThrow("Not today.");
    await expect(readText(promptrail.stream("greeting", { name: "Ada" }))).rejects.toThrow(
      "Not today.",
    );
  });

  test("are told by an error where they send a call twice", async () => {
    const twice: AroundCall = async (_call, next) => {
      await next();
      return next();
    };
    const provider = fakeProvider({ answers: () => "Hello." });
    const promptrail = await open([twice], provider);
    await expect(promptrail.call("greeting", { name: "Ada" })).rejects.toMatchObject({
      code: "not_supported",
      message: expect.stringContaining("twice"),
    });
    expect(provider.calls).toHaveLength(1);
  });

  test("give what they run in to the vendor's plugin, also for a stream", async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const fake = fakeProvider({ answers: () => "Hello." });
    const provider = {
      ...fake,
      complete: (...call: Parameters<typeof fake.complete>) => {
        seen.push(storage.getStore());
        return fake.complete(...call);
      },
      stream: (...call: Parameters<typeof fake.stream>) => {
        seen.push(storage.getStore());
        return fake.stream(...call);
      },
    };
    const inside: AroundCall = ({ id }, next) => storage.run(id, next);
    const promptrail = await open([inside], provider);
    const { id } = await promptrail.call("greeting", { name: "Ada" });
    const ids = [id];
    for await (const event of promptrail.stream("greeting", { name: "Bob" })) {
      if (event.type === "finish") ids.push(event.result.id);
    }
    expect(seen).toEqual(ids);
  });

  test("see a reader leave as a failed call, which is recorded before the reader goes on", async () => {
    const failures: unknown[] = [];
    const watch: AroundCall = async (_call, next) => {
      try {
        return await next();
      } catch (error) {
        failures.push(error);
        throw error;
      }
    };
    const promptrail = await open([watch]);
    for await (const _event of promptrail.stream("greeting", { name: "Ada" })) break;
    expect(failures).toMatchObject([{ code: "provider_failed", kind: "cancelled" }]);
    await promptrail.flush();
    expect(await promptrail.calls.read({ limit: 1 })).toMatchObject([
      { success: false, error: { data: { kind: "cancelled" } } },
    ]);
  });
});
