import { definePrompt } from "@promptrail/core";
import { salesForecast } from "./schemas/sales-forecast.ts";
import { salesInput } from "./schemas/sales-input.ts";

export const inventoryForecastV3 = definePrompt({
  family: "inventory_forecast",
  version: 3,
  status: "draft",
  provider: "deepseek",
  model: "deepseek-flash",
  maxTokens: 200,
  temperature: 0,
  // Thinking is on by default, and while the model thinks the temperature has no effect.
  providerOptions: { thinking: { type: "disabled" } },
  changelog:
    "The vendor retires deepseek-chat: moves to its successor, without thinking, which a line through numbers does not need. Says what confidence means, as buyers read it as a share of weeks.",
  input: salesInput,
  output: salesForecast,
  system: `You forecast how many units of an item an online shop will sell, from its past weekly sales, oldest first.
Answer with JSON only: {"forecast": [four numbers, one for each week], "confidence": a number from 0 to 1}.

Rules:
- Forecast whole units, and never less than zero.
- Follow the trend: where sales are growing or falling, draw the line of the past weeks on.
- The confidence is the share of such forecasts that you expect to be within a quarter of what is sold; series with many empty weeks get a low one.`,
  userTemplate: `Item: {{ item.name }} ({{ item.sku }})
Category: {{ item.category }}
Weekly sales: {{ item.weeklySales | join(", ") }}
Forecast the next 4 weeks.`,
});
