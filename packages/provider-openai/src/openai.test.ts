import { describeProvider, openaiWire } from "@promptrail/testing/conformance";
import { isLong } from "../../../tooling/test/run/random-runs.ts";
import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { openai } from "./openai.js";

describeProvider(
  "openai",
  {
    wire: openaiWire,
    model: "gpt-4.1-mini",
    createProvider: ({ baseUrl, key }) => openai({ apiKey: key, baseUrl }),
  },
  { long: isLong },
);

describeOnAimock("openai", { make: openai, model: "gpt-4.1-mini", basePath: "/v1" });

const responses = (settings: { readonly apiKey: string; readonly baseUrl: string }) =>
  openai({ ...settings, api: "responses" });

describeProvider(
  "openai's Responses API",
  {
    wire: openaiWire,
    model: "gpt-4.1-mini",
    createProvider: ({ baseUrl, key }) => responses({ apiKey: key, baseUrl }),
  },
  { long: isLong },
);

describeOnAimock("openai's Responses API", {
  make: responses,
  model: "gpt-4.1-mini",
  basePath: "/v1",
});
