import { deepseekWire, describeProvider } from "@promptrail/testing/conformance";
import { isLong } from "../../../tooling/test/run/random-runs.ts";
import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { deepseek } from "./deepseek.js";

for (const model of ["deepseek-chat", "deepseek-flash"]) {
  describeProvider(
    `deepseek with ${model}`,
    {
      wire: deepseekWire,
      model,
      thinking: { model: "deepseek-flash", vendorOptions: { thinking: { type: "enabled" } } },
      createProvider: ({ baseUrl, key }) => deepseek({ apiKey: key, baseUrl }),
    },
    { long: isLong },
  );
}

describeOnAimock("deepseek", { make: deepseek, model: "deepseek-chat", basePath: "/v1" });
