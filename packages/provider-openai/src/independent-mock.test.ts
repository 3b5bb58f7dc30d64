import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { openai } from "./openai.js";

describeOnAimock("openai", { make: openai, model: "gpt-4.1-mini", basePath: "/v1" });
