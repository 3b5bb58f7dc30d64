import { anthropicWire, describeProvider } from "@promptrail/testing/conformance";
import { isLong } from "../../../tooling/test/run/random-runs.ts";
import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { claude } from "./claude.js";

describeProvider(
  "claude",
  {
    wire: anthropicWire,
    model: "claude-sonnet-4-20250514",
    thinking: {
      model: "claude-sonnet-4-20250514",
      vendorOptions: { thinking: { type: "enabled", budget_tokens: 1024 } },
    },
    createProvider: ({ baseUrl, key }) => claude({ apiKey: key, baseUrl }),
  },
  { long: isLong },
);

describeOnAimock("claude", { make: claude, model: "claude-sonnet-4-20250514", basePath: "" });
