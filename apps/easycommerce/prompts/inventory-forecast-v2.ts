import { definePrompt } from "@promptrail/core";
import { salesForecast } from "./schemas/sales-forecast.ts";
import { salesInput } from "./schemas/sales-input.ts";

export const inventoryForecastV2 = definePrompt({
  family: "inventory_forecast",
  version: 2,
  status: "active",
  provider: "deepseek",
  model: "deepseek-chat",
  maxTokens: 200,
  temperature: 0,
  changelog:
    "v1 repeated the average of the past, which is too low for every item that grows: bestsellers ran out of stock. The forecast now follows the trend.",
  input: salesInput,
  output: salesForecast,
  system: `You forecast how many units of an item an online shop will sell, from its past weekly sales, oldest first.
Answer with JSON only: {"forecast": [four numbers, one for each week], "confidence": a number from 0 to 1}.

Rules:
- Forecast whole units, and never less than zero.
- Follow the trend: where sales are growing or falling, draw the line of the past weeks on.`,
  userTemplate: `Item: {{ item.name }} ({{ item.sku }})
Category: {{ item.category }}
Weekly sales: {{ item.weeklySales | join(", ") }}
Forecast the next 4 weeks.`,
});
