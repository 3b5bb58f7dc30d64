import { describeOnAimock } from "../../../tooling/test/vendors/describe-on-aimock.ts";
import { deepseek } from "./deepseek.js";

describeOnAimock("deepseek", { make: deepseek, model: "deepseek-chat", basePath: "/v1" });
