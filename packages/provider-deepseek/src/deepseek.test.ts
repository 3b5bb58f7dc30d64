import { describeProvider, scriptScene } from "@promptrail/testing/conformance";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { deepseek } from "./deepseek.js";

for (const model of ["deepseek-chat", "deepseek-flash"]) {
  describeProvider(`deepseek with ${model}`, async () => {
    const upstreams = await startSimulatedUpstreams();
    return {
      provider: deepseek({ apiKey: "secret-test-key", baseUrl: upstreams.deepseek.baseUrl }),
      model,
      secret: "secret-test-key",
      play: (scene) => scriptScene(upstreams.deepseek, scene),
      close: upstreams.close,
    };
  });
}
