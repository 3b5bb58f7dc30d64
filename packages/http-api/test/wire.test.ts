import type { CallResult, DrillResult, JsonValue, Message, PromptContent } from "@promptrail/core";
import { hashContent, type Snapshot } from "@promptrail/core/lifecycle";
import { noUsage } from "@promptrail/core/provider-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  callResultWire,
  drillResultWire,
  parseEventId,
  registeredVersionWire,
  renderedPromptWire,
  statusWire,
  toEventId,
  toWire,
} from "../src/index.js";
import { arrived as arrive, date, maybe, state, text } from "./arbitrary-state.js";

const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  storeId: fc.uuid(),
  environment: text,
  revision: fc.nat(),
  headHash: text,
  families: fc.uniqueArray(state, { selector: ({ family }) => family, maxLength: 4 }),
});

const milliseconds = fc.nat();

const drillResult: fc.Arbitrary<DrillResult> = fc.record({
  drill: fc.record({
    family: fc.constant("product_description"),
    revision: fc.nat(),
    actor: text,
    startedAt: date,
    processes: fc.nat(),
    appliedAfterMs: fc.array(milliseconds),
  }),
  answer: fc.record({
    total: fc.nat(),
    acknowledged: fc.nat(),
    missing: fc.array(text),
    slowest: maybe(fc.record({ name: text, appliedAfterMs: milliseconds })),
  }),
  members: fc.array(
    fc.record({
      processId: text,
      name: text,
      revision: fc.nat(),
      problems: fc.array(text),
      role: fc.constantFrom("server" as const, "runtime" as const, "follower" as const),
      stateSource: fc.constantFrom("store" as const, "last_known_good" as const),
      reportedAt: date,
      appliedAfterMs: maybe(milliseconds),
    }),
  ),
});

const content: PromptContent = {
  messages: [
    { role: "system", template: "Write.\n{{ rule }}", cache: { ttl: "5m" } },
    { role: "user", template: "{{ product.name }}" },
  ],
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  settings: { maxTokens: 600, temperature: 0.4 },
  providerOptions: { thinkingBudget: { max_tokens: 5 } },
  fallbacks: [{ provider: "openai", model: "m", settings: { maxTokens: 9 }, providerOptions: {} }],
  tools: [{ name: "look", description: "Looks.", inputSchema: { type: "object" } }],
  output: { name: "answer", schema: { type: "object", properties: { camelCase: {} } } },
  filters: [{ name: "money", version: 2 }],
};

describe("the wire", () => {
  test("a snapshot arrives as it was", () => {
    fc.assert(
      fc.property(snapshot, (original) => {
        const problems = [{ code: "state_regression", message: "The store went back." }];
        const stateSource = "store" as const;
        const status = { snapshot: original, stateSource, families: [], problems };
        const arrived = arrive(statusWire, status);
        expect(arrived).toMatchObject({ snapshot: original, stateSource, problems });
      }),
    );
  });

  test("a drill's result arrives as it was", () => {
    fc.assert(
      fc.property(drillResult, (original) => {
        expect(arrive(drillResultWire, original)).toEqual(original);
      }),
    );
  });

  test("an event's id names its place, whatever the store is called", () => {
    fc.assert(
      fc.property(fc.record({ storeId: fc.uuid(), revision: fc.nat() }), (place) => {
        expect(parseEventId(toEventId(place))).toEqual(place);
      }),
    );
  });

  test("a registered body arrives with the content that its hash covers", () => {
    const registered = {
      family: "product_description",
      version: 2,
      changelog: "Why.",
      content,
      contentHash: hashContent(content),
    };
    const arrived = arrive(registeredVersionWire, registered);
    expect(arrived).toEqual(registered);
    expect(hashContent(arrived.content)).toBe(registered.contentHash);
  });

  test("a body keeps its template settings, partials and functions", () => {
    const whole = {
      ...content,
      functions: [{ name: "lookup", version: 1 }],
      partials: { "head.jinja": "{{ x }}" },
      template: { trimBlocks: true, keepTrailingNewline: true },
    };
    const hash = hashContent(whole);
    const body = { family: "f", version: 1, changelog: null, content: whole, contentHash: hash };
    const arrived = arrive(registeredVersionWire, body);
    expect(arrived).toEqual(body);
    expect(hashContent(arrived.content)).toBe(hash);
  });

  test("a body with a field that this version does not know is refused", () => {
    const wire = toWire(registeredVersionWire, {
      family: "f",
      version: 1,
      changelog: null,
      contentHash: "sha256-x",
      content,
    });
    const later = { ...wire, content: { ...content, reasoningEffort: "high" } };
    expect(registeredVersionWire.safeParse(later).success).toBe(false);
  });

  test("messages keep their roles, parts and cache hints", () => {
    const messages: readonly Message[] = [
      { role: "system", content: [{ type: "text", text: "Be brief.", cache: { ttl: "1h" } }] },
      { role: "user", content: [{ type: "text", text: "{{ stays text }}" }] },
      {
        role: "assistant",
        content: [{ type: "tool_call", id: "1", name: "look", input: { a: 1 } }],
      },
      {
        role: "user",
        content: [{ type: "tool_result", toolCallId: "1", text: "seen", isError: false }],
      },
    ];
    const rendered = { family: "f", version: 1, key: "f_v1", contentHash: "sha256-x", messages };
    expect(arrive(renderedPromptWire, rendered)).toEqual(rendered);
    expect(JSON.stringify(toWire(renderedPromptWire, rendered))).toContain('"tool_call_id"');
  });

  test.each([
    ["counted", { input: 5, output: 6, cacheRead: 1, cacheWrite: 2, reasoning: 3 }],
    ["unknown", noUsage],
  ])("a call's result arrives as it was, what it used being %s", (_title, usage) => {
    const result: CallResult<JsonValue> = {
      id: "c1",
      family: "f",
      version: 2,
      key: "f_v2",
      outcome: "truncated",
      success: false,
      text: "Half",
      data: null,
      cost: null,
      pricesAsOf: "2026-11-23",
      provider: "fake",
      model: "m",
      fallback: true,
      requestId: "r",
      toolCalls: [
        { type: "tool_call", id: "1", name: "look", input: [1], vendorState: { sealed_by: "us" } },
        { type: "tool_call", id: "2", name: "look", input: [2] },
      ],
      usage,
      stopReason: "max_tokens",
      rateLimits: {
        requestsLeft: 5,
        requestsLimit: 50,
        tokensLeft: null,
        tokensLimit: null,
        resetAt: new Date(0),
      },
      headroom: {
        provider: "fake",
        model: "m",
        window: 1_000,
        maxTokens: 100,
        inputBound: 950,
        foundBy: "count",
        tokens: -50,
        counted: {
          tokens: 800,
          kind: "other_script",
          tools: true,
          scheme: 1,
          ratio: 1.18,
          median: null,
        },
      },
      durationMs: 12,
      revision: 4,
      stateSource: "store",
      warnings: [{ setting: "topP", reason: "not taken" }],
      degraded: null,
    };
    expect(arrive(callResultWire, result)).toEqual(result);
  });
});
