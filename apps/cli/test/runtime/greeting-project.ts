import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import { postgres } from "@promptrail/store-postgres";
import { fakeProvider } from "@promptrail/testing";

export const family = "greeting";

const base = { family, provider: "fake", model: "m", maxTokens: 5 } as const;
const prompts = [
  definePrompt({ ...base, version: 1, status: "deprecated", userTemplate: "Hello {{ name }}." }),
  definePrompt({
    ...base,
    version: 2,
    status: "active",
    changelog: "Warmer.",
    userTemplate: "Dear {{ name }}.",
  }),
];

/** A project on a database, for processes of the test and for its children. */
export function greetingProject(url: string, projectFolder: string): PromptrailConfig {
  return {
    prompts,
    projectFolder,
    environment: "production",
    store: postgres(url),
    providers: [fakeProvider({ answers: () => "Hello." })],
  };
}
