import { definePrompt } from "@promptrail/core";
import { createRenderer } from "@promptrail/renderer";
import { expect, test } from "vitest";
import { z } from "zod";
import { findVersionVariables } from "./find-version-variables.js";

const base = {
  ...({ family: "greeting", version: 1, status: "active" } as const),
  provider: "claude",
  model: "m",
  maxTokens: 9,
  system: "{{ name | upper }}{% if tone is defined %}{{ tone }}{% endif %}",
  userTemplate: "{% if formal %}{{ name }}{% endif %}{{ tone | default('warm') }}",
};

test("lists what all messages read, with the strongest use, every read and the schema's type", () => {
  const input = z.object({
    name: z.string().nullable(),
    tone: z.enum(["warm", "cold"]).optional(),
    formal: z.union([z.boolean(), z.int()]),
  });
  const variables = findVersionVariables(definePrompt({ ...base, input }), createRenderer());
  expect(variables.map(({ path, type, use }) => [path, type, use])).toEqual([
    ["name", "text | null", "always"],
    ["tone", "text, may be absent", "optional"],
    ["formal", "boolean | number", "always"],
  ]);
  const name = variables[0]?.reads.map(({ message, line, column, use }) => [
    message,
    line,
    column,
    use,
  ]);
  expect(name).toEqual(
    expect.arrayContaining([
      [0, 1, 4, "always"],
      [1, 1, 19, "branch"],
    ]),
  );
});

test("knows no types where the version has no schema", () => {
  const variables = findVersionVariables(definePrompt(base), createRenderer());
  expect(variables.map(({ type }) => type)).toEqual([null, null, null]);
});
