import type { CallRecord } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { project } from "../prompts.js";

const used = { ...noUsage, input: 1_000_000, output: 0 };
const model = { contextWindow: 1_000, maxOutput: 100, settings: ["maxTokens"] } as const;

test.each([
  ["dated", { prices: { input: 2, output: 3, asOf: "2026-11-23" } }, used, 2, "2026-11-23"],
  ["not dated", { prices: { input: 2, output: 3 } }, used, 2, null],
  [
    "dated, of a call that used nobody knows what",
    { prices: { input: 2, output: 3, asOf: "2026-11-23" } },
    noUsage,
    null,
    null,
  ],
] as const)(
  "a cost goes with the day of its prices: %s",
  async (_what, data, usage, cost, pricesAsOf) => {
    const records: CallRecord[] = [];
    const finished = (record: CallRecord) => records.push(record);
    const observer = { started: () => {}, attempted: () => {}, finished };
    const provider = fakeProvider({
      answers: [{ text: "Hello.", usage }],
      models: { m: { ...model, ...data } },
    });
    const promptrail = await createPromptrail({ ...project(provider), observers: [observer] });
    const result = await promptrail.call("greeting", { name: "Ada" });
    expect(result).toMatchObject({ cost, pricesAsOf });
    await promptrail.close();
    expect(records[0]?.attempts).toMatchObject([{ cost, pricesAsOf }]);
  },
);
