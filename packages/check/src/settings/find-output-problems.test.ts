import { definePrompt } from "@promptrail/core";
import type { ProviderCapabilities } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { findOutputProblems } from "./find-output-problems.js";

const capabilities = { tools: true, output: "schema", cacheHints: true, reasoning: true } as const;

const withRoot = (id: string, outputRoot: ProviderCapabilities["outputRoot"]) =>
  fakeProvider({ id, capabilities: { ...capabilities, outputRoot } });

const providers = [withRoot("objects", "object"), withRoot("anything", "any")];

function findIn(output: z.ZodType, provider: string, ...fallbacks: readonly string[]) {
  const prompt = definePrompt({
    family: "invoice",
    version: 1,
    status: "active",
    model: "m",
    maxTokens: 9,
    provider,
    output,
    userTemplate: "x",
    fallbacks: fallbacks.map((id) => ({ provider: id, model: "m" })),
  });
  return findOutputProblems({ prompts: [prompt], providers }).map(({ message }) => message);
}

const list = z.array(z.string());

test("an output schema whose root is no object is refused for a provider that takes only objects", () => {
  expect(findIn(list, "objects")).toEqual([
    'invoice_v1 has an output schema whose root is no object, and "objects" takes nothing else: put the list, union or value into a field, as in z.object({ answer: … }). A version that is registered already can be archived.',
  ]);
  expect(findIn(z.union([z.object({ a: list }), z.object({ b: list })]), "objects")).toHaveLength(
    1,
  );
  expect(findIn(list, "anything")).toEqual([]);
  expect(findIn(list, "unknown")).toEqual([]);
});

test("an archived version is left alone, as its schema cannot be changed", () => {
  const archived = definePrompt({
    family: "invoice",
    version: 1,
    status: "archived",
    model: "m",
    maxTokens: 9,
    provider: "objects",
    output: list,
    userTemplate: "x",
  });
  expect(findOutputProblems({ prompts: [archived], providers })).toEqual([]);
});

test("a fallback's provider is asked, too, and told once", () => {
  expect(findIn(list, "anything", "objects", "objects")).toHaveLength(1);
});

test("an object is fine, also where it refers to itself", () => {
  const tree: z.ZodType = z
    .object({
      get parts() {
        return z.array(tree);
      },
    })
    .meta({ id: "Tree" });
  expect(findIn(tree, "objects")).toEqual([]);
  expect(findIn(z.object({ list }), "objects")).toEqual([]);
});
