import { fraudScoreV1 } from "./fraud-score-v1.ts";
import { fraudScoreV2 } from "./fraud-score-v2.ts";
import { fraudScoreV3 } from "./fraud-score-v3.ts";
import { inventoryForecastV1 } from "./inventory-forecast-v1.ts";
import { inventoryForecastV2 } from "./inventory-forecast-v2.ts";
import { inventoryForecastV3 } from "./inventory-forecast-v3.ts";
import { productDescriptionV1 } from "./product-description-v1.ts";
import { productDescriptionV2 } from "./product-description-v2.ts";
import { productDescriptionV3 } from "./product-description-v3.ts";
import { productDescriptionV4 } from "./product-description-v4.ts";

/** Every prompt of the shop, with the types of their families and contexts. */
export const allPrompts = [
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
] as const;
