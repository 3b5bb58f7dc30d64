import Anthropic from "@anthropic-ai/sdk";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { sharedTransport } from "@promptrail/transport";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  findSent,
  findVariables,
  startReceiver,
  toMarkedValue,
} from "../../../tooling/test/vendor-environment.js";
import { claude } from "./claude.js";

const receiver = await startReceiver();
const variables = findVariables("@anthropic-ai/sdk", import.meta.url);

beforeEach(() => {
  receiver.requests.length = 0;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => receiver.close());

const request: CompletionRequest = {
  model: "claude-sonnet-5",
  messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 9 },
  vendorOptions: {},
};

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

/** The receiver answers with an error: what counts is what it received. */
async function askAll(settings: Parameters<typeof claude>[0]): Promise<void> {
  const provider = claude(settings);
  await expect(provider.complete(request, call())).rejects.toMatchObject({ status: 500 });
  await expect(Array.fromAsync(provider.stream(request, call()))).rejects.toMatchObject({
    status: 500,
  });
  expect(receiver.requests).toHaveLength(2);
}

/** Whole seconds go to Anthropic: half of one is for what happens before. */
const inAMinute = () => Date.now() + 60_500;

const given = { apiKey: "given-key", baseUrl: receiver.url };

test("nothing of what the SDK's code reads from the environment reaches Anthropic", async () => {
  expect(variables).toEqual(
    expect.arrayContaining(["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_CUSTOM_HEADERS", "HOME"]),
  );
  for (const name of variables) vi.stubEnv(name, toMarkedValue(name));
  await askAll(given);
  expect(findSent(receiver.requests)).toEqual([]);
});

test("the SDK alone sends what it reads", async () => {
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", toMarkedValue("ANTHROPIC_CUSTOM_HEADERS"));
  const sdk = new Anthropic({ apiKey: "given-key", baseURL: receiver.url, maxRetries: 0 });
  await expect(sdk.models.list()).rejects.toMatchObject({ status: 500 });
  expect(findSent(receiver.requests)).toEqual(["ANTHROPIC_CUSTOM_HEADERS"]);
});

test("a whole answer is asked for by the very request that the SDK makes", async () => {
  const headers = { "X-Tenant": "a-tenant", "User-Agent": "a-team" };
  const asking = claude({ ...given, headers }).complete(request, {
    ...call(),
    deadline: inAMinute(),
  });
  await expect(asking).rejects.toMatchObject({ status: 500 });
  const [own] = receiver.requests;
  const { apiKey, baseUrl: baseURL } = given;
  const sdk = new Anthropic({
    apiKey,
    baseURL,
    maxRetries: 0,
    defaultHeaders: headers,
    fetch: sharedTransport().fetch,
  });
  const body: Anthropic.MessageCreateParamsNonStreaming = JSON.parse(own?.body ?? "");
  await expect(sdk.messages.create(body, { timeout: 60_000 })).rejects.toMatchObject({
    status: 500,
  });
  expect(receiver.requests[1]).toEqual(own);
  expect(own?.headers).toMatchObject({ "x-stainless-timeout": "60", "user-agent": "a-team" });
});

test("the key and the address that are named are read, and no other credential beside them", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "key-of-the-environment");
  vi.stubEnv("ANTHROPIC_BASE_URL", receiver.url);
  vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "token-of-somebody");
  await askAll({});
  const sent = JSON.stringify(receiver.requests);
  expect(sent).toContain("key-of-the-environment");
  expect(sent).not.toContain("token-of-somebody");
});

test("headers are given in code, reach every request, and are not repeated by errors", async () => {
  const settings = { ...given, headers: { "X-Tenant": "tenant-of-somebody" } };
  await askAll(settings);
  const error: unknown = await claude(settings)
    .complete(request, call())
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toContain("x-tenant");
  expect(String(error)).not.toMatch(/tenant-of-somebody|given-key/);
  for (const { headers } of receiver.requests) {
    expect(headers["x-tenant"]).toBe("tenant-of-somebody");
  }
});

test("headers that cannot be sent are refused where they are given", () => {
  expect(() => claude({ headers: { "x-team": "a\nb" } })).toThrow(
    'claude() cannot send the header "x-team"',
  );
});

test("the environment's key is sent to no other address that the code gives", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "key-of-the-environment");
  const { baseUrl } = given;
  await expect(claude({ baseUrl }).complete(request, call())).rejects.toMatchObject({
    kind: "auth",
    message: expect.stringMatching(/127\.0\.0\.1.*ANTHROPIC_API_KEY.*pass `apiKey` to claude\(\)/s),
  });
  expect(receiver.requests).toEqual([]);
  vi.stubEnv("ANTHROPIC_BASE_URL", baseUrl);
  await expect(claude({ baseUrl }).complete(request, call())).rejects.toMatchObject({
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
  await askAll({ ...given, fetch: own });
  expect(asked).toBe(receiver.requests.length);
});

// The name that the vendor's own SDK has: unheard, key and prompts would go to the vendor.
test("a setting that the factory does not know is refused", () => {
  const settings = JSON.parse('{ "baseURL": "http://127.0.0.1:1" }');
  expect(() => claude(settings)).toThrow(/claude\(\) has the setting "baseURL".*"baseUrl"/);
});
