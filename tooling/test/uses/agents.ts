import { definePrompt } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { z } from "zod";
import { provider } from "./shop.js";

// What the uses of tools are about: two versions of a family whose tools are not the same, and a family without tools.

const base = { provider: "fake", model: "m", maxTokens: 50, changelog: "Why." } as const;
const agent = {
  ...base,
  family: "agent",
  input: z.object({ question: z.string() }),
  userTemplate: "{{ question }}",
} as const;

export const agents = [
  definePrompt({
    ...agent,
    version: 1,
    status: "deprecated",
    tools: [
      {
        name: "find_parcel",
        description: "Tells where the parcel of an order is.",
        inputSchema: z.object({ order: z.string() }),
      },
    ],
  }),
  definePrompt({
    ...agent,
    version: 2,
    status: "active",
    output: z.object({ place: z.string() }),
    tools: [
      {
        name: "find_parcel",
        description: "Tells where the parcel of an order is.",
        inputSchema: z.object({
          order: z.string(),
          since: z.iso.date().transform((day) => new Date(day)),
        }),
      },
      { name: "read_order", description: "Reads an order.", inputSchema: { type: "object" } },
    ],
  }),
  definePrompt({
    ...agent,
    version: 3,
    status: "archived",
    tools: [{ name: "forgotten", description: "Was one.", inputSchema: z.object({}) }],
  }),
  definePrompt({ ...base, family: "plain", version: 1, status: "active", userTemplate: "Hi." }),
] as const;

export const promptrail = await createPromptrail({ prompts: agents, providers: [provider] });
