import { type JsonValue, ProviderError } from "@promptrail/core";
import { createRedactor } from "@promptrail/core/privacy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { createPolicies } from "../../src/calls/record/logging-policy.js";
import { createToLogged } from "../../src/calls/record/to-logged-call.js";
import type { Loss } from "../../src/calls/record/ways/gap-counter.js";

const secrets = [
  "ada.byron@lovelace.example",
  "4111 1111 1111 1111",
  "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA",
  "DE89 3704 0044 0532 0130 00",
  "the-word-that-breaks-the-detector",
] as const;

/** What cannot decide whether a text holds a secret throws. */
const broken = { name: "broken", version: 1, find: findBroken };

function findBroken(text: string): [] {
  if (text.includes("the-word-that-breaks")) throw new Error(`Cannot read ${text}`);
  return [];
}

const redactor = createRedactor({
  detectors: [broken],
  patterns: [{ name: "customer", pattern: /KND_[a-z]+/ }],
});

/** A table whose names are data has names that a program could have given, too. */
const names = [
  ...["ada.byron@lovelace.example", `sk-proj-${"aBcDeFgHiJkLmNo"}`, "KND_lovelace"],
  "the-word-that-breaks",
] as const;

/** A text around a secret, or without one. */
const said = fc
  .tuple(
    fc.constantFrom("", "Write to ", "Zahlen Sie von "),
    fc.constantFrom("", "nothing", ...secrets),
    fc.constantFrom("", ", please.", " ."),
  )
  .map((parts) => parts.join(""));

const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    said,
    fc.integer(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("note", "items", "who", ...names), tie("value"), { maxKeys: 3 }),
  ),
})).value;

const record = fc.record({
  context: json,
  text: said,
  data: json,
  messages: fc.array(
    fc.record({
      role: fc.constant("user" as const),
      content: fc.array(
        fc.oneof(
          fc.record({ type: fc.constant("text" as const), text: said }),
          fc.record({
            type: fc.constant("tool_result" as const),
            toolCallId: fc.constant("c1"),
            text: said,
            isError: fc.boolean(),
          }),
          fc.record({
            type: fc.constant("tool_call" as const),
            id: fc.constant("c1"),
            name: fc.constant("find"),
            input: json,
          }),
        ),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
  warning: said,
  name: said,
  url: said.map((text) => `https://files.example/${text}`),
  error: said,
  bodyRate: fc.constantFrom(0, 0.5, 1),
});

test("no secret of a call reaches what is stored, and what is dropped is counted", () => {
  fc.assert(
    fc.property(record, fc.uuid(), (given, id) => {
      const losses: Loss[] = [];
      const { bodyRate, warning, name, url, error, ...body } = given;
      const toLogged = createToLogged({
        policyOf: createPolicies({ logging: { bodyRate } }),
        redactor,
        secret: { hash: () => null },
        onLoss: (loss) => void losses.push(loss),
      });
      const failure = new ProviderError({ kind: "bad_request", provider: "fake", reason: error });
      const made = plainRecord({
        ...body,
        id,
        subject: null,
        warnings: [{ setting: "context", reason: warning }],
        attachments: [{ kind: "file", mediaType: "text/plain", bytes: 1, sha256: null, name, url }],
        error: { code: failure.code, message: failure.message, data: { kind: "bad_request" } },
      });
      const call = toLogged(made);
      const stored = JSON.stringify(call);
      for (const secret of [...secrets, ...names]) expect(stored).not.toContain(secret);
      expect(call.error).toMatchObject({ code: "provider_failed", data: { kind: "bad_request" } });
      expect(call.context === null && call.text === null).toBe(call.bodyLoss !== null);
      expect(losses.length).toBe(call.bodyLoss === "redaction_failed" ? 1 : 0);
      // A repeat decides the same, and counts nothing again.
      expect(toLogged(made)).toBe(call);
    }),
  );
});

test("a share of bodies is kept, of a shadow run as of its call", () => {
  const toLogged = createToLogged({
    policyOf: createPolicies({ logging: { bodyRate: 0.25 } }),
    redactor: null,
    secret: { hash: () => null },
    onLoss: () => {},
  });
  const kept = Array.from({ length: 4_000 }, (_, at) => {
    const call = toLogged(plainRecord({ id: `call-${at}`, text: "Hi." }));
    const shadow = toLogged(plainRecord({ id: `shadow-${at}`, shadowOf: call.id, text: "Ho." }));
    expect(shadow.bodyLoss).toBe(call.bodyLoss);
    return call.bodyLoss === null;
  }).filter(Boolean);
  // Five standard deviations of 4,000 throws.
  expect(Math.abs(kept.length / 4_000 - 0.25)).toBeLessThan(0.035);
});
