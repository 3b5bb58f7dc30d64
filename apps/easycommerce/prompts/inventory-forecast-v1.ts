import { definePrompt } from "@promptrail/core";
import { salesForecast } from "./schemas/sales-forecast.ts";
import { salesInput } from "./schemas/sales-input.ts";

export const inventoryForecastV1 = definePrompt({
  family: "inventory_forecast",
  version: 1,
  status: "deprecated",
  provider: "deepseek",
  model: "deepseek-chat",
  maxTokens: 200,
  temperature: 0,
  input: salesInput,
  output: salesForecast,
  system: `You forecast how many units of an item an online shop will sell, from its past weekly sales, oldest first.
Answer with JSON only: {"forecast": [four numbers, one for each week], "confidence": a number from 0 to 1}.

Rules:
- Forecast whole units, and never less than zero.
- Forecast each week as the average of all the past weeks.`,
  userTemplate: `Item: {{ item.name }} ({{ item.sku }})
Category: {{ item.category }}
Weekly sales: {{ item.weeklySales | join(", ") }}
Forecast the next 4 weeks.`,
});
