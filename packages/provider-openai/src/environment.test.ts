import { type CompletionRequest, mostAttempts } from "@promptrail/core/provider-kit";
import { sharedTransport } from "@promptrail/transport";
import OpenAI from "openai";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  findSent,
  findVariables,
  startReceiver,
  toMarkedValue,
} from "../../../tooling/test/vendor-environment.js";
import { openai } from "./openai.js";
import { openaiEmbeddings } from "./openai-embeddings.js";

const receiver = await startReceiver();
const variables = findVariables("openai", import.meta.url);

beforeEach(() => {
  receiver.requests.length = 0;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => receiver.close());

const request: CompletionRequest = {
  model: "gpt-4.1-mini",
  messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 9 },
  vendorOptions: {},
};

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

const given = { apiKey: "given-key", baseUrl: `${receiver.url}/v1` };

/** Each API plain and streamed, and embeddings, which are sent again. */
const askedByAll = 4 + mostAttempts;

/** The receiver answers with an error: what counts is what it received. */
async function askAll(settings: Parameters<typeof openai>[0]): Promise<void> {
  for (const api of ["chat", "responses"] as const) {
    const provider = openai({ ...settings, api });
    await expect(provider.complete(request, call())).rejects.toMatchObject({ status: 500 });
    await expect(Array.fromAsync(provider.stream(request, call()))).rejects.toMatchObject({
      status: 500,
    });
  }
  const texts = { model: "text-embedding-3-small", texts: ["Hello"] };
  await expect(openaiEmbeddings(settings).embed(texts, call())).rejects.toMatchObject({
    status: 500,
  });
}

test.each([
  ["chat", "/v1/chat/completions"],
  ["responses", "/v1/responses"],
] as const)(
  "a whole answer of %s is asked for by the very request that the SDK makes",
  async (api, url) => {
    vi.stubEnv("OPENAI_ORG_ID", "an-organization");
    vi.stubEnv("OPENAI_BASE_URL", given.baseUrl);
    const headers = { "X-Tenant": "a-tenant" };
    const deadline = Date.now() + 60_500;
    const asking = openai({ ...given, headers, api }).complete(request, { ...call(), deadline });
    await expect(asking).rejects.toMatchObject({ status: 500 });
    const [own] = receiver.requests;
    const sdk = new OpenAI({
      apiKey: given.apiKey,
      maxRetries: 0,
      defaultHeaders: headers,
      fetch: sharedTransport().fetch,
    });
    const options = { timeout: 60_000 };
    const body: never = JSON.parse(own?.body ?? "") as never;
    const sent: Promise<unknown> =
      api === "chat"
        ? sdk.chat.completions.create(body, options)
        : sdk.responses.create(body, options);
    await expect(sent).rejects.toMatchObject({ status: 500 });
    expect(receiver.requests[1]).toEqual(own);
    expect(own).toMatchObject({
      url,
      headers: { "x-stainless-timeout": "60", "openai-organization": "an-organization" },
    });
  },
);

test("nothing of what the SDK's code reads from the environment reaches an address that the code gives", async () => {
  expect(variables).toEqual(
    expect.arrayContaining(["OPENAI_CUSTOM_HEADERS", "OPENAI_ORG_ID", "AZURE_OPENAI_API_KEY"]),
  );
  for (const name of variables) vi.stubEnv(name, toMarkedValue(name));
  await askAll(given);
  expect(receiver.requests).toHaveLength(askedByAll);
  expect(findSent(receiver.requests)).toEqual([]);
  for (const { headers } of receiver.requests) {
    expect(headers["authorization"]).toBe("Bearer given-key");
  }
});

test("the SDK alone sends what it reads", async () => {
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", toMarkedValue("OPENAI_CUSTOM_HEADERS"));
  const sdk = new OpenAI({ apiKey: "given-key", baseURL: given.baseUrl, maxRetries: 0 });
  await expect(sdk.models.list()).rejects.toMatchObject({ status: 500 });
  expect(findSent(receiver.requests)).toEqual(["OPENAI_CUSTOM_HEADERS"]);
});

test("what is named reaches the address that the environment names", async () => {
  vi.stubEnv("OPENAI_API_KEY", "key-of-the-environment");
  vi.stubEnv("OPENAI_BASE_URL", given.baseUrl);
  vi.stubEnv("OPENAI_ORG_ID", "org-1");
  vi.stubEnv("OPENAI_PROJECT_ID", "project-1");
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "no header at all: 1");
  await askAll({});
  for (const { headers } of receiver.requests) {
    expect(headers).toMatchObject({
      authorization: "Bearer key-of-the-environment",
      "openai-organization": "org-1",
      "openai-project": "project-1",
    });
  }
});

test("headers are given in code, reach every request, and are not repeated by errors", async () => {
  const headers = { "X-Tenant": "tenant-of-somebody", "OpenAI-Organization": "org-2" };
  await askAll({ ...given, headers });
  const error: unknown = await openai({ ...given, headers })
    .complete(request, call())
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toContain("x-tenant");
  expect(String(error)).not.toMatch(/tenant-of-somebody|given-key/);
  expect(receiver.requests).toHaveLength(askedByAll + 1);
  for (const received of receiver.requests) {
    expect(received.headers).toMatchObject({
      "x-tenant": "tenant-of-somebody",
      "openai-organization": "org-2",
    });
  }
});

test("headers that cannot be sent are refused where they are given", () => {
  expect(() => openai({ headers: { "x team": "1" } })).toThrow(
    'openai() cannot send the header "x team"',
  );
});

test("the environment's key is sent to no other address that the code gives", async () => {
  vi.stubEnv("OPENAI_API_KEY", "key-of-the-environment");
  const { baseUrl } = given;
  await expect(openai({ baseUrl }).complete(request, call())).rejects.toMatchObject({
    kind: "auth",
    message: expect.stringMatching(/127\.0\.0\.1.*OPENAI_API_KEY.*pass `apiKey` to openai\(\)/s),
  });
  await expect(
    openaiEmbeddings({ baseUrl }).embed({ model: "m", texts: ["a"] }, call()),
  ).rejects.toMatchObject({ kind: "auth" });
  expect(receiver.requests).toEqual([]);
  vi.stubEnv("OPENAI_BASE_URL", baseUrl);
  await expect(openai({ baseUrl }).complete(request, call())).rejects.toMatchObject({
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
  expect(() => openai(settings)).toThrow(/openai\(\) has the setting "baseURL".*"baseUrl"/);
  expect(() => openaiEmbeddings(settings)).toThrow(
    /openaiEmbeddings\(\) has the setting "baseURL".*"baseUrl"/,
  );
});
