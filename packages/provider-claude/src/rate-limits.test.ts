import { describeRateLimits } from "../../../tooling/test/vendors/describe-rate-limits.ts";
import { claude } from "./claude.js";

describeRateLimits("Anthropic", {
  make: claude,
  upstream: "anthropic",
  model: "claude-sonnet-4-20250514",
  told: {
    "anthropic-ratelimit-requests-limit": "60",
    "anthropic-ratelimit-requests-remaining": "59",
    "anthropic-ratelimit-requests-reset": "2027-01-01T00:00:00Z",
    "anthropic-ratelimit-input-tokens-limit": "1000",
    "anthropic-ratelimit-input-tokens-remaining": "100",
    "anthropic-ratelimit-input-tokens-reset": "2027-01-01T00:00:30Z",
  },
});
