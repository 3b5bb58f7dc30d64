import { defineConfig } from "@promptrail/config";
import { claude } from "@promptrail/provider-claude";
import { deepseek } from "@promptrail/provider-deepseek";
import { openai } from "@promptrail/provider-openai";
import { embedded, postgres } from "@promptrail/store-postgres";
import { fraudScoreV1 } from "./prompts/fraud-score-v1.ts";
import { fraudScoreV2 } from "./prompts/fraud-score-v2.ts";
import { fraudScoreV3 } from "./prompts/fraud-score-v3.ts";
import { inventoryForecastV1 } from "./prompts/inventory-forecast-v1.ts";
import { inventoryForecastV2 } from "./prompts/inventory-forecast-v2.ts";
import { inventoryForecastV3 } from "./prompts/inventory-forecast-v3.ts";
import { productDescriptionV1 } from "./prompts/product-description-v1.ts";
import { productDescriptionV2 } from "./prompts/product-description-v2.ts";
import { productDescriptionV3 } from "./prompts/product-description-v3.ts";
import { productDescriptionV4 } from "./prompts/product-description-v4.ts";
import { fraudScoreSuite } from "./suites/fraud-score-suite.ts";
import { inventoryForecastSuite } from "./suites/inventory-forecast-suite.ts";
import { productDescriptionSuite } from "./suites/product-description-suite.ts";

const { DATABASE_URL, EASYCOMMERCE_STORE } = process.env;

export default defineConfig({
  prompts: [
    productDescriptionV1,
    productDescriptionV2,
    productDescriptionV3,
    productDescriptionV4,
    fraudScoreV1,
    fraudScoreV2,
    fraudScoreV3,
    inventoryForecastV1,
    inventoryForecastV2,
    inventoryForecastV3,
  ],
  providers: [claude(), openai(), deepseek()],
  store: DATABASE_URL
    ? postgres(DATABASE_URL)
    : embedded(EASYCOMMERCE_STORE ? { folder: EASYCOMMERCE_STORE } : {}),
  suites: [productDescriptionSuite, fraudScoreSuite, inventoryForecastSuite],
  projectFolder: import.meta.dirname,
});
