import { definePrompt } from "@promptrail/core";
import { noInputs } from "@promptrail/core/lifecycle";
import { expect, test } from "vitest";
import { z } from "zod";
import { toToolTable } from "../../src/calls/tools/tool-table.js";
import type { ServableVersion } from "../../src/catalog/servable-version.js";
import { parcelHelpV2 } from "./parcels.js";

/** The version as a process has it whose build lacks it: what the store keeps, and no schema of the code. */
function fromStore(prompt: typeof parcelHelpV2): ServableVersion {
  const { family, version, key, content, contentHash } = prompt;
  const schemas = { input: null, output: null, toolInputs: noInputs };
  const unread = { describeInput: () => null, messages: () => [] };
  return { family, version, key, content, contentHash, ...schemas, ...unread };
}

const given = { find_parcel: () => 1, read_order: () => 1 };
const input = { order: "o1", since: "2026-05-06" };

test("a version of another build reads inputs by this build's schema of the same tool", async () => {
  const table = toToolTable(fromStore(parcelHelpV2), [parcelHelpV2], given);
  const read = await table.get("find_parcel")?.input["~standard"].validate(input);
  expect(read).toEqual({ value: { order: "o1", since: new Date("2026-05-06") } });
});

test("where this build has none, the JSON Schema that the model was sent checks them", async () => {
  const table = toToolTable(fromStore(parcelHelpV2), [], { ...given, more: () => 1 });
  const find = table.get("find_parcel")?.input["~standard"];
  expect(await find?.validate(input)).toEqual({ value: input });
  const wrong = await find?.validate({ order: "o", since: "soon" });
  expect(new Set(wrong?.issues?.map(({ path }) => path?.[0]))).toEqual(new Set(["order", "since"]));
  expect([...table.keys()]).toEqual(["find_parcel", "read_order"]);
});

const base = {
  family: "t",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 5,
  userTemplate: "x",
} as const;
const tool = { name: "look", description: "Looks." } as const;

test.each([
  [
    "two tools of one name",
    [
      { ...tool, inputSchema: {} },
      { ...tool, inputSchema: {} },
    ],
    "twice",
  ],
  ["an input that is no object", [{ ...tool, inputSchema: z.array(z.string()) }], "z.object"],
  [
    "one of several objects",
    [{ ...tool, inputSchema: z.union([z.object({}), z.object({})]) }],
    "union",
  ],
  [
    "what has no JSON Schema",
    [{ ...tool, inputSchema: z.object({ at: z.date() }) }],
    "look.inputSchema.at",
  ],
])("a definition is refused with %s", (_what, tools, told) => {
  expect(() => definePrompt({ ...base, tools })).toThrow(told);
});

test("a tool's schema is sent as its input side", () => {
  const inputSchema = z.object({ days: z.int().default(3) });
  const { content, toolInputs } = definePrompt({ ...base, tools: [{ ...tool, inputSchema }] });
  expect(content.tools[0]?.inputSchema).toMatchObject({
    type: "object",
    properties: { days: { type: "integer", default: 3 } },
  });
  expect(toolInputs.get("look")).toBe(inputSchema);
});
