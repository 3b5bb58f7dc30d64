import { afterAll, beforeAll, describe, test } from "vitest";
import { providerChecks } from "./provider/provider-checks.js";
import type { ProviderHarness } from "./provider/provider-harness.js";

/**
 * The conformance suite of the Provider port, as vitest tests. `setup` makes the provider and an
 * upstream that plays scenes; `scriptScene` does so on the simulated upstreams.
 *
 * ```ts
 * describeProvider("claude", async () => {
 *   const upstreams = await startSimulatedUpstreams();
 *   return {
 *     provider: claude({ apiKey: "test-key", baseUrl: upstreams.anthropic.baseUrl }),
 *     model: "claude-sonnet-5-5",
 *     play: (scene) => scriptScene(upstreams.anthropic, scene),
 *     close: upstreams.close,
 *   };
 * });
 * ```
 */
export function describeProvider(name: string, setup: () => Promise<ProviderHarness>): void {
  describe(`${name} keeps the Provider port's promises`, () => {
    const opened: ProviderHarness[] = [];
    beforeAll(async () => {
      opened.push(await setup());
    });
    afterAll(async () => {
      for (const harness of opened) await harness.close?.();
    });
    for (const { title, run } of providerChecks) {
      test(title, async (context) => {
        const [harness] = opened;
        if (harness === undefined) throw new Error("The setup of the suite gave no harness.");
        if ((await run(harness)) === "not applicable") context.skip("not applicable");
      });
    }
  });
}
