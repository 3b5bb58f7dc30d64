import { describeToolRuns } from "../../../tooling/test/vendors/describe-tool-runs.ts";
import { deepseek } from "./deepseek.js";

// All but the first think.
describeToolRuns("DeepSeek", {
  make: deepseek,
  upstream: "deepseek",
  models: [
    ["deepseek-chat", {}],
    ["deepseek-reasoner", {}],
  ],
});
