import { definePrompt, type PromptSettings } from "@promptrail/core";
import type { DeclareCommand, OpenStore } from "@promptrail/core/lifecycle";

/** Some families: version 2 is active and on `model`, and version 1 on the model that is well. */
export interface FamilyGroup {
  readonly name: string;
  readonly model: string;
  readonly count: number;
  /** How many of them have no version 1. */
  readonly alone?: number;
}

const wellModel = "simulated-small";

/** The prompts that they declare, as settings. */
export function manyPrompts(groups: readonly FamilyGroup[]): readonly PromptSettings[] {
  return groups.flatMap(({ name, model, count, alone = 0 }) =>
    Array.from({ length: count }, (_each, index) => {
      const family = `${name}_${index}`;
      const shared = { family, provider: "simulated", maxTokens: 50, changelog: "Why." };
      const last: PromptSettings = {
        ...shared,
        version: 2,
        status: "active",
        model,
        userTemplate: "Greet {{ name }} politely",
      };
      const first: PromptSettings = {
        ...shared,
        version: 1,
        status: "deprecated",
        model: wellModel,
        userTemplate: "Greet {{ name }}",
      };
      return index < alone ? [{ ...last, version: 1 }] : [first, last];
    }).flat(),
  );
}

/** A config file that declares them. */
export function manyConfig(groups: readonly FamilyGroup[]): string {
  return `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { simulatedProvider } from "@promptrail/testing";
    const settings = ${JSON.stringify(manyPrompts(groups))};
    export default defineConfig({
      prompts: settings.map((prompt) => definePrompt(prompt)),
      providers: [simulatedProvider()],
    });`;
}

/** Registers and declares them all, as a build does that starts without a lock file. */
export async function declareMany(
  { status }: OpenStore,
  groups: readonly FamilyGroup[],
): Promise<void> {
  const prompts = manyPrompts(groups).map((prompt) => definePrompt(prompt));
  await status.registerVersions(prompts.map((prompt) => ({ ...prompt, input: null })));
  const byFamily = Map.groupBy(prompts, ({ family }) => family);
  const commands = [...byFamily].map(
    ([family, versions]): DeclareCommand => ({
      kind: "declare",
      again: false,
      family,
      actor: "test",
      source: "boot",
      reason: "The code declares it.",
      fromVersion: null,
      expectedRevision: null,
      idempotencyKey: null,
      generation: 0,
      activeVersion: versions.length,
      statuses: Object.fromEntries(versions.map(({ version, status: said }) => [version, said])),
      acknowledgedRevision: 0,
      ground: { kind: "no_gate" },
    }),
  );
  for (let at = 0; at < commands.length; at += 100) {
    await status.decideAll(commands.slice(at, at + 100));
  }
}
