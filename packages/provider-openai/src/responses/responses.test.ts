import { describeProvider, openaiWire } from "@promptrail/testing/conformance";
import { isLong } from "../../../../tooling/test/run/random-runs.ts";
import { describeOddReplies } from "../../../../tooling/test/vendors/describe-odd-replies.ts";
import { describeOnAimock } from "../../../../tooling/test/vendors/describe-on-aimock.ts";
import { responsesOddities } from "../../../../tooling/test/vendors/responses-oddities.ts";
import { openai } from "../openai.js";

const make = (settings: { readonly apiKey: string; readonly baseUrl: string }) =>
  openai({ ...settings, api: "responses" });

const vendor = { make, model: "gpt-4.1-mini" };
const name = "OpenAI's Responses API";

describeProvider(
  name,
  {
    wire: openaiWire,
    model: vendor.model,
    thinking: {
      model: "gpt-6-sol",
      vendorOptions: { reasoning: { effort: "high", summary: "auto" } },
    },
    createProvider: ({ baseUrl, key }) => make({ apiKey: key, baseUrl }),
  },
  // The chat wire runs them all through the same client.
  { long: isLong, every: isLong ? 1 : 10 },
);

describeOnAimock(name, { ...vendor, basePath: "/v1" });

describeOddReplies(name, { ...vendor, ...responsesOddities });
