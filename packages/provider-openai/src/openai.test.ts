import { describeProvider, scriptScene } from "@promptrail/testing/conformance";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { openai } from "./openai.js";

describeProvider("openai", async () => {
  const upstreams = await startSimulatedUpstreams();
  return {
    provider: openai({ apiKey: "secret-test-key", baseUrl: upstreams.openai.baseUrl }),
    model: "gpt-4.1-mini",
    secret: "secret-test-key",
    play: (scene) => scriptScene(upstreams.openai, scene),
    close: upstreams.close,
  };
});
