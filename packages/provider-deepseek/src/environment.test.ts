import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  findSent,
  findVariables,
  startReceiver,
  toMarkedValue,
} from "../../../tooling/test/vendor-environment.js";
import { deepseek } from "./deepseek.js";

const receiver = await startReceiver();
const importer = import.meta.resolve("@promptrail/provider-openai/compatible");
const variables = findVariables("openai", importer);

beforeEach(() => {
  receiver.requests.length = 0;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => receiver.close());

const request: CompletionRequest = {
  model: "deepseek-chat",
  messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 9 },
  vendorOptions: {},
};

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

/** The receiver answers with an error: what counts is what it received. */
async function askAll(settings: Parameters<typeof deepseek>[0]): Promise<void> {
  const provider = deepseek(settings);
  await expect(provider.complete(request, call())).rejects.toMatchObject({ status: 500 });
  await expect(Array.fromAsync(provider.stream(request, call()))).rejects.toMatchObject({
    status: 500,
  });
  expect(receiver.requests).toHaveLength(2);
}

test("nothing of what OpenAI's SDK reads from the environment reaches DeepSeek", async () => {
  expect(variables).toContain("OPENAI_CUSTOM_HEADERS");
  for (const name of variables) vi.stubEnv(name, toMarkedValue(name));
  vi.stubEnv("DEEPSEEK_API_KEY", "key-for-deepseek");
  vi.stubEnv("DEEPSEEK_BASE_URL", receiver.url);
  await askAll({});
  expect(findSent(receiver.requests)).toEqual([]);
  for (const { headers } of receiver.requests) {
    expect(headers["authorization"]).toBe("Bearer key-for-deepseek");
  }
});

test("headers are given in code and reach every request", async () => {
  const settings = { apiKey: "given-key", baseUrl: receiver.url };
  await askAll({ ...settings, headers: { "X-Tenant": "tenant-of-somebody" } });
  for (const { headers } of receiver.requests) {
    expect(headers["x-tenant"]).toBe("tenant-of-somebody");
  }
});

test("the environment's key is sent to no other address that the code gives", async () => {
  vi.stubEnv("DEEPSEEK_API_KEY", "key-of-the-environment");
  const baseUrl = receiver.url;
  await expect(deepseek({ baseUrl }).complete(request, call())).rejects.toMatchObject({
    kind: "auth",
    message: expect.stringMatching(
      /127\.0\.0\.1.*DEEPSEEK_API_KEY.*pass `apiKey` to deepseek\(\)/s,
    ),
  });
  expect(receiver.requests).toEqual([]);
  vi.stubEnv("DEEPSEEK_BASE_URL", baseUrl);
  await expect(deepseek({ baseUrl }).complete(request, call())).rejects.toMatchObject({
    status: 500,
  });
  expect(receiver.requests).toHaveLength(1);
});

test("requests go through the fetch that is given", async () => {
  let asked = 0;
  const own: typeof fetch = (input, init) => {
    asked += 1;
    return fetch(input, init);
  };
  await askAll({ apiKey: "given-key", baseUrl: receiver.url, fetch: own });
  expect(asked).toBe(receiver.requests.length);
});

// The name that the vendor's own SDK has: unheard, key and prompts would go to the vendor.
test("a setting that the factory does not know is refused", () => {
  const settings = JSON.parse('{ "baseURL": "http://127.0.0.1:1" }');
  expect(() => deepseek(settings)).toThrow(/deepseek\(\) has the setting "baseURL".*"baseUrl"/);
});
