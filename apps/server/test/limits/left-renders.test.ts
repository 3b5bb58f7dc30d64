import { memory, type Renderer } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { createServerApp } from "../../src/index.js";
import { prompts } from "../shop-project.js";

const adminKey = "a-key-that-the-operator-chose";
const path = "/v1/prompts/product_description";
const headers = { authorization: `Bearer ${adminKey}`, "content-type": "application/json" };

/** A server whose renders end when nobody waits for them any more, and not before. */
async function openHanging() {
  const begun: AbortSignal[] = [];
  const renderer: Renderer = {
    compile: () => ({
      variables: [],
      filters: [],
      functions: [],
      partials: [],
      notes: [],
      render: () => "",
      renderAsync: (_context, signal) =>
        new Promise((_resolve, reject) => {
          if (signal === undefined) throw new TypeError("It would never end.");
          begun.push(signal);
          signal.addEventListener("abort", () => reject(new Error("It was left.")));
        }),
    }),
  };
  const providers = [fakeProvider()];
  const store = memory();
  const config = { prompts: [...prompts], providers, renderer, store, environment: "test" };
  const promptrail = await createPromptrail(config, { onProblem: () => {} });
  onTestFinished(() => promptrail.close());
  const app = createServerApp(promptrail, { adminKey, onProblem: () => {} });
  return { app, begun };
}

test.each(["render", "call", "stream"])("a client that leaves ends its %s", async (route) => {
  const { app, begun } = await openHanging();
  const leave = new AbortController();
  const body = JSON.stringify({ context: {} });
  const { signal } = leave;
  const answering = app.request(`${path}/${route}`, { method: "POST", headers, body, signal });
  await expect.poll(() => begun.length).toBe(1);
  expect(begun[0]?.aborted).toBe(false);
  leave.abort();
  await answering;
  expect(begun[0]?.aborted).toBe(true);
});
