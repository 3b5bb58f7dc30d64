import type { HelpGroup } from "./declared-command.js";

export const writeAProvider: HelpGroup = {
  title: "Write a provider",
  commands: [
    {
      usage: "provider-test <module>",
      summary:
        "test a provider of your own with the conformance suite; the handbook's page add-a-provider shows what the module exports",
      flags: [
        [
          "--long",
          "every form of Retry-After with every way to break a failure; three times as many cells",
        ],
      ],
      examples: [
        "provider-test ./my-provider.harness.ts",
        "provider-test ./my-provider.harness.ts --long",
      ],
      load: async () => (await import("../commands/provider-test.js")).providerTestCommand,
    },
  ],
};
