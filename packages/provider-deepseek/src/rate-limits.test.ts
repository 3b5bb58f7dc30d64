import {
  describeRateLimits,
  toldByOpenai,
} from "../../../tooling/test/vendors/describe-rate-limits.ts";
import { deepseek } from "./deepseek.js";

describeRateLimits("DeepSeek", {
  make: deepseek,
  upstream: "deepseek",
  model: "deepseek-chat",
  told: toldByOpenai,
});
