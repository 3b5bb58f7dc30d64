import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { claude } from "./claude.js";

describeOnAimock("claude", { make: claude, model: "claude-sonnet-4-20250514", basePath: "" });
