import { describeWarming } from "../../../../tooling/test/vendors/describe-warming.ts";
import { openai } from "../openai.js";

describeWarming("OpenAI", openai);
describeWarming("OpenAI's Responses API", (settings) => openai({ ...settings, api: "responses" }));
