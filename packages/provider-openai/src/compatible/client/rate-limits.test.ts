import {
  describeRateLimits,
  toldByOpenai,
} from "../../../../../tooling/test/vendors/describe-rate-limits.ts";
import { openai } from "../../openai.js";

describeRateLimits("OpenAI", {
  make: openai,
  upstream: "openai",
  model: "gpt-4.1-mini",
  told: toldByOpenai,
});
