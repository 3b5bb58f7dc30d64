import { defineConfig } from "@promptrail/config";
import { claude } from "@promptrail/provider-claude";
import { deepseek } from "@promptrail/provider-deepseek";
import { openai } from "@promptrail/provider-openai";
import { embedded, postgres } from "@promptrail/store-postgres";
import { allPrompts } from "./prompts/all-prompts.ts";
import { descriptionJudgeV1 } from "./prompts/description-judge-v1.ts";
import { fraudScoreSuite } from "./suites/fraud-score-suite.ts";
import { inventoryForecastSuite } from "./suites/inventory-forecast-suite.ts";
import { productDescriptionSuite } from "./suites/product-description-suite.ts";

const { DATABASE_URL, EASYCOMMERCE_STORE } = process.env;

export default defineConfig({
  prompts: [...allPrompts, descriptionJudgeV1.prompt],
  providers: [claude(), openai(), deepseek()],
  store: DATABASE_URL
    ? postgres(DATABASE_URL)
    : embedded(EASYCOMMERCE_STORE ? { folder: EASYCOMMERCE_STORE } : {}),
  suites: [productDescriptionSuite, fraudScoreSuite, inventoryForecastSuite],
  // People's labels judge the judge: nothing else is compared when its rubric changes.
  families: { description_judge: { gate: "none" } },
  projectFolder: import.meta.dirname,
});
