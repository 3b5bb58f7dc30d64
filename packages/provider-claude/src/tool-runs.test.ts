import { describeToolRuns } from "../../../tooling/test/vendors/describe-tool-runs.ts";
import { claude } from "./claude.js";

describeToolRuns("Claude", {
  make: claude,
  upstream: "anthropic",
  models: [
    ["claude-sonnet-4-20250514", {}],
    ["claude-sonnet-4-20250514", { thinking: { type: "enabled", budget_tokens: 1_024 } }],
  ],
});
