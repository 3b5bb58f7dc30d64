import { describeToolRuns } from "../../../../../tooling/test/vendors/describe-tool-runs.ts";
import { openai } from "../../openai.js";

describeToolRuns("OpenAI", { make: openai, upstream: "openai", models: [["gpt-4.1-mini", {}]] });
