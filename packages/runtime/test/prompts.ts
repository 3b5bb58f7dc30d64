import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import { type FakeProvider, fakeProvider } from "@promptrail/testing";
import { z } from "zod";

const base = {
  family: "greeting",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  input: z.object({ name: z.string(), tone: z.string().optional() }),
} as const;

export const greetingV1 = definePrompt({
  ...base,
  version: 1,
  status: "deprecated",
  system: "Be kind.",
  userTemplate: "Say hello to {{ name }}.",
});

export const greetingV2 = definePrompt({
  ...base,
  version: 2,
  status: "active",
  changelog: "Has a tone.",
  userTemplate: "Greet {{ name }}, {{ tone | default('plainly') }}.",
});

export const greetingV3 = definePrompt({
  ...base,
  version: 3,
  status: "draft",
  changelog: "Shorter.",
  userTemplate: "Greet {{ name }}!",
});

export const scoreV1 = definePrompt({
  family: "score",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  output: z.object({ score: z.number() }),
  userTemplate: "Score {{ text }}.",
});

export const prompts = [greetingV1, greetingV2, greetingV3, scoreV1] as const;

/** A project on a fake provider; `memory` state unless told otherwise. */
export function project(
  provider: FakeProvider = fakeProvider({ answers: () => "Hello." }),
): PromptrailConfig<typeof prompts> {
  return { prompts, providers: [provider], projectFolder: import.meta.dirname };
}
