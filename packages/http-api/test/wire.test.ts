import type { CallResult } from "@promptrail/core";
import {
  type Change,
  type Decision,
  type FamilyState,
  hashContent,
  hashDecision,
  type Message,
  type PromotionGround,
  type PromptContent,
  type RecordedDeclaration,
  type Snapshot,
  statuses,
} from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  callResultWire,
  type DrillResult,
  decisionWire,
  drillResultWire,
  fromCallResultWire,
  fromDecisionWire,
  fromDrillResultWire,
  fromHistoryWire,
  fromRegisteredVersionWire,
  fromRenderedPromptWire,
  fromStatusWire,
  historyWire,
  parseEventId,
  registeredVersionWire,
  renderedPromptWire,
  statusWire,
  toCallResultWire,
  toDecisionWire,
  toDrillResultWire,
  toEventId,
  toHistoryWire,
  toRegisteredVersionWire,
  toRenderedPromptWire,
  toStatusWire,
} from "../src/index.js";

/** What JSON makes of a value on its way. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const version = fc.integer({ min: 1, max: 99 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const text = fc.string({ unit: "grapheme" });
const date = fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true });
const shadow = maybe(fc.record({ version, rate: fc.double({ min: 0, max: 1, noNaN: true }) })).map(
  // JSON has no negative zero.
  (setting) => (setting === null ? null : { ...setting, rate: setting.rate + 0 }),
);

const ground: fc.Arbitrary<PromotionGround> = fc.oneof(
  fc.record({
    kind: fc.constant("evidence" as const),
    key: fc.record({ family: text, contentHash: text, datasetHash: text, suiteHash: text }),
  }),
  fc.record({ kind: fc.constant("override" as const), reason: text }),
  fc.record({ kind: fc.constantFrom("no_gate" as const, "no_suite" as const) }),
);

const declared: fc.Arbitrary<RecordedDeclaration> = fc.record({
  acknowledgedRevision: fc.nat(),
  ground,
  generation: fc.nat(),
  activeVersion: version,
  statuses: fc
    .dictionary(version.map(String), fc.constantFrom(...statuses))
    .map((each) => ({ ...each })),
  pending: maybe(text),
});

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("first_seen" as const), declared, shadow }),
  fc.record({
    kind: fc.constant("declared" as const),
    declared,
    shadow,
    activates: maybe(version),
    endsHold: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("promoted" as const, "rolled_back" as const),
    toVersion: version,
  }),
  fc.record({ kind: fc.constant("shadow_set" as const), shadow }),
  fc.record({ kind: fc.constant("archived" as const), version }),
  fc.record({ kind: fc.constantFrom("hold_ended" as const, "drilled" as const) }),
);

const decision: fc.Arbitrary<Decision> = fc
  .record({
    family: fc.constant("product_description"),
    change,
    actor: text,
    source: fc.constantFrom("boot" as const, "http" as const, "cli" as const),
    reason: text,
    fromVersion: maybe(version),
    toVersion: version,
    evidenceId: maybe(text),
    override: maybe(text),
    idempotencyKey: maybe(text),
    revision: fc.nat(),
    decidedAt: date,
    previousHash: text,
  })
  .map((unsigned) => ({ ...unsigned, hash: hashDecision(unsigned) }));

const state: fc.Arbitrary<FamilyState> = fc.record({
  family: fc.stringMatching(/^[a-z][a-z_]{0,20}$/),
  activeVersion: version,
  previousVersion: maybe(version),
  revision: fc.nat(),
  hold: maybe(fc.record({ revision: fc.nat(), reason: text })),
  leftVersions: fc.array(version),
  activatedVersions: fc.array(version),
  archivedVersions: fc.array(version),
  shadow,
  declared,
  decidedBy: text,
  decidedAt: date,
});

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
    ...{ family: fc.constant("product_description"), revision: fc.nat(), actor: text },
    ...{ startedAt: date, processes: fc.nat(), appliedAfterMs: fc.array(milliseconds) },
  }),
  answer: fc.record({
    ...{ total: fc.nat(), acknowledged: fc.nat(), missing: fc.array(text) },
    slowest: maybe(fc.record({ name: text, appliedAfterMs: milliseconds })),
  }),
  members: fc.array(
    fc.record({
      ...{ processId: text, name: text, revision: fc.nat(), problems: fc.array(text) },
      role: fc.constantFrom("server" as const, "runtime" as const, "follower" as const),
      stateSource: fc.constantFrom("store" as const, "last_known_good" as const),
      ...{ reportedAt: date, appliedAfterMs: maybe(milliseconds) },
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
        const status = { snapshot: original, stateSource, reports: new Map(), problems };
        const arrived = fromStatusWire(statusWire.parse(sent(toStatusWire(status))));
        expect(arrived).toMatchObject({ snapshot: original, stateSource, problems });
      }),
    );
  });

  test("a decision arrives as it was, and its hash still fits it", () => {
    fc.assert(
      fc.property(decision, (original) => {
        const arrived = fromDecisionWire(decisionWire.parse(sent(toDecisionWire(original))));
        const { hash, ...unsigned } = arrived;
        expect(arrived).toEqual(original);
        expect(hashDecision(unsigned)).toBe(hash);
      }),
    );
  });

  test("a page of a history arrives as it was", () => {
    const page = fc.record({ decisions: fc.array(decision), nextBefore: maybe(fc.nat()) });
    fc.assert(
      fc.property(page, maybe(fc.constant("product_description")), (original, family) => {
        const wire = historyWire.parse(sent(toHistoryWire(family, original)));
        expect(wire.family).toBe(family);
        expect(fromHistoryWire(wire)).toEqual(original);
      }),
    );
  });

  test("a drill's result arrives as it was", () => {
    fc.assert(
      fc.property(drillResult, (original) => {
        const wire = drillResultWire.parse(sent(toDrillResultWire(original)));
        expect(fromDrillResultWire(wire)).toEqual(original);
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
    const wire = toRegisteredVersionWire(registered);
    const arrived = fromRegisteredVersionWire(registeredVersionWire.parse(sent(wire)));
    expect(arrived).toEqual(registered);
    expect(hashContent(arrived.content)).toBe(registered.contentHash);
  });

  test("a body with a field that this version does not know is refused", () => {
    const wire = toRegisteredVersionWire({
      ...{ family: "f", version: 1, changelog: null, contentHash: "sha256-x" },
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
    const wire = renderedPromptWire.parse(sent(toRenderedPromptWire(rendered)));
    expect(fromRenderedPromptWire(wire)).toEqual(rendered);
    expect(JSON.stringify(wire)).toContain('"tool_call_id"');
  });

  test("a call's result arrives as it was", () => {
    const result: CallResult = {
      ...{ id: "c1", family: "f", version: 2, key: "f_v2", outcome: "truncated", success: false },
      ...{ text: "Half", data: null, cost: null, provider: "fake", model: "m", requestId: "r" },
      toolCalls: [{ type: "tool_call", id: "1", name: "look", input: [1] }],
      usage: { input: 5, output: 6, cacheRead: 1, cacheWrite: 2, reasoning: 3 },
      ...{ stopReason: "max_tokens", durationMs: 12, revision: 4, stateSource: "store" },
      ...{ warnings: [{ setting: "topP", reason: "not taken" }], degraded: null },
    };
    expect(fromCallResultWire(callResultWire.parse(sent(toCallResultWire(result))))).toEqual(
      result,
    );
  });
});
