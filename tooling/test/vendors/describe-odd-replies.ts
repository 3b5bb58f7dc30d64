import type { Provider } from "@promptrail/core";
import type { Completion, CompletionRequest, StreamEvent } from "@promptrail/core/provider-kit";
import { describe, expect, test } from "vitest";
import { startReplyingVendor, type VendorReply } from "./start-replying-vendor.ts";

interface OddVendor {
  readonly make: (settings: { apiKey: string; baseUrl: string }) => Provider;
  readonly model: string;
  /** Replies in the vendor's own form that hold the text "Hello", by what is odd about them. */
  readonly whole: Readonly<Record<string, unknown>>;
  readonly streamed: Readonly<Record<string, readonly unknown[]>>;
  /** An event that tells of a failure. */
  readonly toErrorEvent: (error: object) => unknown;
}

const request = (model: string): CompletionRequest => ({
  model,
  messages: [{ role: "user", content: [{ type: "text", text: "Greet me." }] }],
  tools: [{ name: "find", description: "Finds.", inputSchema: { type: "object" } }],
  output: null,
  settings: { maxTokens: 50 },
  vendorOptions: {},
});

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

export async function drain(events: AsyncIterable<StreamEvent>): Promise<Completion> {
  let completion: Completion | undefined;
  for await (const event of events) if (event.type === "finish") completion = event.completion;
  if (completion === undefined) throw new TypeError("The stream ends with a finish.");
  return completion;
}

/** Asks a vendor that answers so, by the provider. */
export async function askOnce(
  { make, model }: Pick<OddVendor, "make" | "model">,
  reply: VendorReply,
  way: "complete" | "stream",
): Promise<Completion> {
  const { url } = await startReplyingVendor(reply);
  const provider = make({ apiKey: "sk-aaaaaaaa", baseUrl: url });
  if (way === "complete") return await provider.complete(request(model), call());
  return await drain(provider.stream(request(model), call()));
}

const page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

/** Failures that stand in no vendor's own form, and the kind and words that are told of each. */
const failures: readonly [what: string, reply: VendorReply, kind: string, words: string][] = [
  [
    "an error in a 200",
    { body: { error: { message: "Insufficient credits", code: 402 } } },
    "quota",
    "Insufficient credits.",
  ],
  ["a page with a 502", { status: 502, type: "text/html", body: page }, "server_error", '"502 Bad'],
  [
    "a page with a 200",
    { type: "text/html; charset=utf-8", body: page },
    "server_error",
    '"502 Bad',
  ],
  ["`detail`", { status: 404, body: { detail: "Not Found" } }, "not_found", "Not Found."],
  [
    "an error that is a text",
    { status: 401, body: { error: "Who are you?" } },
    "auth",
    "Who are you?",
  ],
  [
    "a text",
    { status: 503, type: "text/plain", body: "no healthy upstream" },
    "overloaded",
    "no healthy",
  ],
  [
    "a long text",
    { status: 400, type: "text/plain", body: "x".repeat(9_000) },
    "bad_request",
    "(9001 ch",
  ],
  ["a failure without a body", { status: 500, body: "" }, "server_error", "it says no more"],
  [
    "a limit with the time to wait",
    { status: 429, headers: { "retry-after": "7" }, body: { message: "Slow down" } },
    "rate_limited",
    "Slow down.",
  ],
];

const codes = [
  [429, "rate_limited", true],
  [402, "quota", false],
  [401, "auth", false],
  [400, "bad_request", false],
  [503, "overloaded", true],
] as const;

/** What every vendor's provider makes of replies that differ from its vendor's documents. */
export function describeOddReplies(name: string, vendor: OddVendor): void {
  describe(`${name}, asked of a server that answers in its own way`, () => {
    testFailures(vendor);
    testAnswers(vendor);
    testSettings(vendor);
  });
}

const ways = ["complete", "stream"] as const;

function testFailures(vendor: OddVendor): void {
  const both = failures.flatMap((failure) => ways.map((way) => [way, ...failure] as const));

  test.each(both)(
    "%s: %s is told by its kind and words",
    async (way, _what, reply, kind, words) => {
      const error: unknown = await askOnce(vendor, reply, way).catch((thrown: unknown) => thrown);
      const retryAfterMs = reply.headers === undefined ? undefined : 7_000;
      expect(error).toMatchObject({ name: "ProviderError", kind, retryAfterMs });
      expect(String(error)).toContain(words);
      expect(String(error).length).toBeLessThan(1_300);
      expect(String(error)).not.toContain("<");
    },
  );

  test.each(codes)("an event with the code %i is %s", async (code, kind, retryable) => {
    const body = [vendor.toErrorEvent({ message: "No", code })];
    const asking = askOnce(vendor, { body }, "stream");
    await expect(asking).rejects.toMatchObject({ kind, retryable, status: code });
  });

  test("an error's words hide the key, and no cause repeats it", async () => {
    const reply = { status: 401, body: { detail: "The key sk-aaaaaaaa is wrong" } };
    const asking = askOnce(vendor, reply, "complete");
    const error: unknown = await asking.catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("The key [key] is wrong.");
    expect(error).not.toHaveProperty("cause");
  });
}

function testAnswers(vendor: OddVendor): void {
  test.each(Object.entries(vendor.whole))("%s is an answer", async (_what, body) => {
    for (const way of ways) {
      expect(await askOnce(vendor, { body }, way)).toMatchObject({ outcome: "ok", text: "Hello" });
    }
    // A gateway may forget what it sends.
    const type = "text/plain";
    expect((await askOnce(vendor, { body, type }, "complete")).text).toBe("Hello");
  });

  test.each(Object.entries(vendor.streamed))("%s is an answer in pieces", async (_what, body) => {
    const completion = await askOnce(vendor, { body: [...body] }, "stream");
    expect(completion).toMatchObject({ outcome: "ok", text: "Hello", model: vendor.model });
  });
}

function testSettings({ make, model }: OddVendor): void {
  test.each([
    ["a key with a line break", { apiKey: "sk-aaaaaaaa\n" }],
    ["a key in typographic quotes", { apiKey: "“sk-aaaaaaaa”" }],
    ["an address without a scheme", { baseUrl: "127.0.0.1:9/v1" }],
  ])("%s is wrong configuration, and nothing is sent", async (_what, settings) => {
    const { url, requests } = await startReplyingVendor({ body: {} });
    const provider = make({ apiKey: "sk-aaaaaaaa", baseUrl: url, ...settings });
    const whole = provider.complete(request(model), call());
    const streamed = drain(provider.stream(request(model), call()));
    for (const error of await Promise.all([whole, streamed].map(toError))) {
      expect(error).toMatchObject({ code: "config_invalid" });
      expect(String(error)).not.toContain("aaaa");
    }
    expect(requests).toEqual([]);
  });
}

const toError = (asking: Promise<unknown>): Promise<unknown> =>
  asking.catch((thrown: unknown) => thrown);
