import {
  definePrompt,
  type InputSchema,
  memory,
  type PromptVersion,
  type Status,
} from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { z } from "zod";
import { startRuntime } from "../lifecycle/start-runtime.js";

export function greeting(
  version: number,
  status: Status,
  { template, input }: { readonly template: string; readonly input?: InputSchema | undefined },
): PromptVersion<"greeting"> {
  return definePrompt({
    family: "greeting",
    version,
    status,
    provider: "fake",
    model: "m",
    maxTokens: 50,
    changelog: "Why.",
    userTemplate: template,
    input,
  });
}

/** Strict: it refuses what it does not know. */
export const version1 = (status: Status) =>
  greeting(1, status, {
    template: "Greet {{ name }}.",
    input: z.strictObject({ name: z.string() }),
  });

export const version2 = (status: Status) =>
  greeting(2, status, {
    template: "Greet {{ name }} in a {{ tone }} tone.",
    input: z.strictObject({ name: z.string(), tone: z.string(), mood: z.string().optional() }),
  });

/** One store; each process that is started on it runs a build of its own. */
export function oneStore() {
  const store = memory();
  return async (prompts: readonly PromptVersion[]) => {
    const provider = fakeProvider({ answers: () => "Hello." });
    const { promptrail } = await startRuntime({
      store,
      prompts,
      providers: [provider],
      families: { greeting: { gate: "none" } },
    });
    const call = (context: object, options: { readonly version?: number } = {}) =>
      promptrail.call("greeting", context, options);
    return { promptrail, call, provider };
  };
}
