import { describe, expect, test } from "vitest";
import { z } from "zod";
import { definePrompt, type ErrorCode, PromptrailError } from "../src/index.js";
import { createRegistry } from "../src/lifecycle.js";

const base = {
  family: "greeting",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 100,
  userTemplate: "Say hello to {{ name }}.",
} as const;

const v1 = definePrompt({ ...base, version: 1, status: "deprecated" });
const v2 = definePrompt({
  ...base,
  version: 2,
  status: "active",
  changelog: "Warmer.",
  temperature: 0.2,
});

/** Only known when the program runs: types say nothing of it. */
const second: number = 2;

function refusal(run: () => unknown): PromptrailError {
  try {
    run();
  } catch (error) {
    if (error instanceof PromptrailError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("createRegistry", () => {
  test("finds versions by family and number", () => {
    const registry = createRegistry([v2, v1]);
    expect(registry.families).toEqual(["greeting"]);
    expect(registry.versionsOf("greeting").map(({ version }) => version)).toEqual([1, 2]);
    expect(registry.declaredActive("greeting").key).toBe("greeting_v2");
  });

  test.each<[string, ErrorCode, readonly Parameters<typeof createRegistry>[0][], RegExp]>([
    [
      "a version registered twice",
      "version_conflict",
      [[v1, v2, v2]],
      /greeting_v2 is registered twice/,
    ],
    [
      "a missing changelog from version 2 on",
      "missing_changelog",
      [[v1, definePrompt({ ...base, version: second, status: "active" })]],
      /greeting_v2 has no changelog/,
    ],
    [
      "two active versions",
      "several_active_versions",
      [[definePrompt({ ...base, version: 1, status: "active" }), v2]],
      /greeting_v1, greeting_v2/,
    ],
    ["no active version", "no_active_version", [[v1]], /greeting_v1 \(deprecated\)/],
  ])("refuses %s", (_title, code, [prompts = []], message) => {
    const error = refusal(() => createRegistry(prompts));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test("names the known providers when one is unknown", () => {
    const error = refusal(() => createRegistry([v1, v2], { providers: ["claud", "openai"] }));
    expect(error.code).toBe("unknown_provider");
    expect(error.message).toContain('Did you mean "claud"? Known providers: claud, openai.');
  });

  test("names the versions that there are when one is unknown", () => {
    const error = refusal(() => createRegistry([v1, v2]).find("greeting", 7));
    expect(error.message).toBe('Family "greeting" has no version 7. It has: 1, 2.');
  });

  test("suggests the family that was meant", () => {
    const error = refusal(() => createRegistry([v1, v2]).versionsOf("greetings"));
    expect(error.message).toContain('Did you mean "greeting"?');
  });
});

describe("definePrompt", () => {
  test.each([null, undefined, 5, "x", [], {}, { status: "actve" }])(
    "names what is wrong with %j",
    (settings) => {
      // As JavaScript calls it.
      expect(refusal(() => Reflect.apply(definePrompt, undefined, [settings]))).toMatchObject({
        code: "invalid_definition",
        message: expect.stringMatching(/^Prompt \?_v\? is not defined correctly: /),
      });
    },
  );

  test("names every wrong field", () => {
    const settings = { ...base, version: 0, status: "live", maxTokens: 1.5, colour: "red" };
    // Wrong on purpose: what a project without TypeScript may write.
    const error = refusal(() => Reflect.apply(definePrompt, undefined, [settings]));
    expect(error.code).toBe("invalid_definition");
    for (const field of ["version", "status", "maxTokens", "colour"]) {
      expect(error.message).toContain(field);
    }
  });

  test("refuses a prompt with no text for the user", () => {
    const { userTemplate: _text, ...rest } = base;
    const settings = { ...rest, version: 1, status: "active" };
    const error = refusal(() => Reflect.apply(definePrompt, undefined, [settings]));
    expect(error.message).toMatch(/no `userTemplate` and no `messages`/);
  });

  test("freezes what it returns", () => {
    expect(Object.isFrozen(v1)).toBe(true);
    expect(Object.isFrozen(v1.content.messages[0])).toBe(true);
  });

  test("hashes what the model receives, and nothing else", () => {
    const again = definePrompt({ ...base, version: 9, status: "draft", changelog: "Other words." });
    expect(again.contentHash).toBe(v1.contentHash);
    expect(v2.contentHash).not.toBe(v1.contentHash);
    const crlf = { ...base, userTemplate: base.userTemplate.concat("\r\nBye.") };
    const lf = { ...base, userTemplate: base.userTemplate.concat("\nBye.") };
    expect(definePrompt({ ...crlf, version: 1, status: "draft" }).contentHash).toBe(
      definePrompt({ ...lf, version: 1, status: "draft" }).contentHash,
    );
  });

  test("keeps the hash when the input schema changes and changes it with the output schema", () => {
    const settings = { ...base, version: 1, status: "draft" } as const;
    const withInput = definePrompt({ ...settings, input: z.object({ name: z.string() }) });
    const withOutput = definePrompt({ ...settings, output: z.object({ score: z.number() }) });
    expect(withInput.contentHash).toBe(v1.contentHash);
    expect(withOutput.contentHash).not.toBe(v1.contentHash);
  });

  test("keeps its hash for ever", () => {
    // A release that changes this breaks every lock file: raise `contentHashScheme` instead.
    expect(v1.contentHash).toBe(
      "sha256-3ab4cf41965b317a91cd5b815b4cd69a6148cceeb379446b9baf63afd9fb32d1",
    );
  });
});
