import { checkProject } from "@promptrail/check";
import type { Case, PromptVersion, Suite } from "@promptrail/core";
import { createRegistry } from "@promptrail/core/lifecycle";
import { claude } from "@promptrail/provider-claude";
import { deepseek } from "@promptrail/provider-deepseek";
import { openai } from "@promptrail/provider-openai";
import { createRenderer } from "@promptrail/renderer";
import { describe, expect, test } from "vitest";
import { fraudScoreSuite } from "../suites/fraud-score-suite.ts";
import { inventoryForecastSuite } from "../suites/inventory-forecast-suite.ts";
import { productDescriptionSuite } from "../suites/product-description-suite.ts";
import { allPrompts } from "./all-prompts.ts";
import { descriptionJudgeV1 } from "./description-judge-v1.ts";
import { productDescriptionV1 } from "./product-description-v1.ts";
import { productDescriptionV2 } from "./product-description-v2.ts";
import { productDescriptionV3 } from "./product-description-v3.ts";
import { productDescriptionV4 } from "./product-description-v4.ts";

const providers = [claude(), openai(), deepseek()];

const suites: Readonly<Record<string, Suite>> = {
  product_description: productDescriptionSuite,
  fraud_score: fraudScoreSuite,
  inventory_forecast: inventoryForecastSuite,
};

function readTemplate(prompt: PromptVersion, role: "system" | "user"): string {
  return prompt.content.messages.find((message) => message.role === role)?.template ?? "";
}

test("the prompts fit each other, their providers and their input schemas", async () => {
  expect(await findTold("2026-05-01")).toEqual([]);
});

test("the active versions whose models were retired since are told, and nothing fails for it", async () => {
  expect(await findTold("2026-11-01")).toEqual([
    "warning model_retired product_description_v2",
    "warning model_retired inventory_forecast_v2",
  ]);
});

/** What is worth a line on a day, in short. */
async function findTold(day: string): Promise<readonly string[]> {
  const prompts = [...allPrompts, descriptionJudgeV1.prompt];
  const project = { prompts, providers, suites: Object.values(suites) };
  const settings = { renderer: createRenderer(), now: new Date(day) };
  const findings = await checkProject(project, settings);
  return findings
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, code, model }) => `${severity} ${code} ${model?.prompt ?? ""}`.trim());
}

test("each family has a suite and declares its active version", () => {
  const registry = createRegistry(allPrompts);
  expect(registry.families).toEqual(Object.keys(suites));
  expect(registry.families.map((family) => registry.declaredActive(family).key)).toEqual([
    "product_description_v2",
    "fraud_score_v1",
    "inventory_forecast_v2",
  ]);
});

describe("product_description_v2", () => {
  test("asks the model that the shop has settled on", () => {
    expect(productDescriptionV2.content).toMatchObject({
      provider: "claude",
      model: "claude-sonnet-4-20250514",
      settings: { maxTokens: 600, temperature: 0.4 },
    });
  });

  test("names the product, its attributes and the task in its user message", () => {
    expect(readTemplate(productDescriptionV2, "user")).toBe(
      [
        "Product name: {{ product.name }}",
        "Category: {{ product.category }}",
        "Price: {{ product.price | currency }}",
        "Attributes:",
        "{% for key, value in product.attributes.items() %}",
        "- {{ key }}: {{ value }}",
        "{% endfor %}",
        "Write a product description.",
      ].join("\n"),
    );
  });

  test("adds the rule against superlatives and lowers the temperature of v1", () => {
    expect(productDescriptionV1.content.settings.temperature).toBe(0.7);
    expect(readTemplate(productDescriptionV1, "system")).not.toContain("superlatives");
    expect(readTemplate(productDescriptionV2, "system")).toContain("- No superlatives");
  });
});

test("product_description_v4 states every rule of v3 but the word limit", () => {
  const rules = (prompt: PromptVersion) =>
    readTemplate(prompt, "system")
      .split("\n")
      .filter((line) => line.startsWith("- "));
  const dropped = rules(productDescriptionV3).filter(
    (rule) => !rules(productDescriptionV4).includes(rule),
  );
  expect(dropped).toEqual([expect.stringContaining("Maximum 120 words")]);
});

describe.each(allPrompts.map((prompt) => [prompt.key, prompt] as const))("%s", (_key, prompt) => {
  test("asks for a known model with settings and options that it takes", async () => {
    const { content } = prompt;
    const provider = providers.find(({ id }) => id === content.provider);
    expect(provider?.models[content.model]?.settings).toEqual(
      expect.arrayContaining(Object.keys(content.settings)),
    );
    const checked = await provider?.optionsSchema["~standard"].validate(content.providerOptions);
    expect(checked).toEqual({ value: content.providerOptions });
  });

  test("renders every case of its dataset with the case's own values", async () => {
    const templates = prompt.content.messages.map(({ role, template }) =>
      createRenderer().compile(template, { name: `${prompt.key} ${role}`, filters: [] }),
    );
    for await (const { id, context } of readDataset(prompt.family)) {
      const [system = "", user = ""] = templates.map((template) => template.render(context));
      expect(system, id).toBe(readTemplate(prompt, "system"));
      for (const value of readVerbatimValues(context)) expect(user, id).toContain(value);
    }
  });
});

function readDataset(family: string): AsyncIterable<Case> {
  const suite = suites[family];
  if (suite === undefined) throw new Error(`No suite for ${family}.`);
  return suite.dataset.read();
}

/** The texts and numbers of a context that every template prints as they are. */
function readVerbatimValues(context: unknown): readonly string[] {
  if (typeof context !== "object" || context === null) return [];
  return Object.entries(context).flatMap(([key, value]) => {
    // The price goes through a filter, and the customer's note is quoted as JSON.
    if (key === "price" || key === "amount" || key === "note" || typeof value === "boolean")
      return [];
    if (typeof value === "object") return readVerbatimValues(value);
    return [String(value)];
  });
}
