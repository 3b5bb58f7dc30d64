import { describeProvider, scriptScene } from "@promptrail/testing/conformance";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { claude } from "./claude.js";

describeProvider("claude", async () => {
  const { anthropic, close } = await startSimulatedUpstreams();
  return {
    provider: claude({ apiKey: "secret-test-key", baseUrl: anthropic.baseUrl }),
    model: "claude-sonnet-4-20250514",
    secret: "secret-test-key",
    play: (scene) => scriptScene(anthropic, scene),
    close,
  };
});
