import { describeWarming } from "../../../../tooling/test/vendors/describe-warming.ts";
import { claude } from "../claude.js";

describeWarming("Claude", claude);
