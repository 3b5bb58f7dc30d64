import { describeProvider, openaiWire } from "@promptrail/testing/conformance";
import { isLong } from "../../../tooling/test/run/random-runs.ts";
import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { openai } from "./openai.js";

describeProvider(
  "openai",
  {
    wire: openaiWire,
    model: "gpt-4.1-mini",
    thinking: { model: "gpt-6-sol", vendorOptions: { reasoning_effort: "high" } },
    createProvider: ({ baseUrl, key }) => openai({ apiKey: key, baseUrl }),
  },
  { long: isLong },
);

describeOnAimock("openai", { make: openai, model: "gpt-4.1-mini", basePath: "/v1" });
