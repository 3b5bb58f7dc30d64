import { describeToolRuns } from "../../../../tooling/test/vendors/describe-tool-runs.ts";
import { openai } from "../openai.js";

describeToolRuns("OpenAI's Responses API", {
  make: (settings) => openai({ ...settings, api: "responses" }),
  upstream: "openai",
  models: [
    ["gpt-4.1-mini", {}],
    ["gpt-5.4-mini", { reasoning: { effort: "low" } }],
  ],
});
