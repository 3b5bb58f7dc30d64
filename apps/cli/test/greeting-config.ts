import type { Status } from "@promptrail/core";

/** The settings of the prompts that a project declares, before `definePrompt` reads them. */
interface GreetingSettings {
  readonly family: string;
  readonly version: number;
  readonly status: Status;
  readonly provider: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly userTemplate: string;
  readonly changelog?: string;
}

/** Versions 1, 2, … of the family `greeting`, with these statuses. */
export function greetings(...statuses: readonly Status[]): readonly GreetingSettings[] {
  return statuses.map((status, index) => ({
    family: "greeting",
    version: index + 1,
    status,
    provider: "simulated",
    model: "simulated-small",
    maxTokens: 50,
    changelog: "Another greeting.",
    userTemplate: `Greeting ${index + 1} for {{ name }}`,
  }));
}

/** A config file that declares them; its families need no evidence. */
export function greetingConfig(
  prompts: readonly GreetingSettings[],
  environment = "development",
): string {
  return `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { simulatedProvider } from "@promptrail/testing";
    export default defineConfig({
      prompts: ${JSON.stringify(prompts)}.map((prompt) => definePrompt(prompt)),
      providers: [simulatedProvider()],
      families: { greeting: { gate: "none" } },
      environment: ${JSON.stringify(environment)},
    });`;
}
