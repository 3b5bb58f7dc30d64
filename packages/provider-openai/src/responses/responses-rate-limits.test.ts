import { describeRateLimits } from "../../../../tooling/test/vendors/describe-rate-limits.ts";
import { openai } from "../openai.js";

describeRateLimits("OpenAI's Responses API", {
  make: (settings) => openai({ ...settings, api: "responses" }),
  upstream: "openai",
  model: "gpt-4.1-mini",
  told: {
    "x-ratelimit-limit-requests": "60",
    "x-ratelimit-remaining-requests": "59",
    "x-ratelimit-reset-requests": "12ms",
    "x-ratelimit-limit-tokens": "1000",
    "x-ratelimit-remaining-tokens": "100",
    "x-ratelimit-reset-tokens": "6m0s",
  },
});
