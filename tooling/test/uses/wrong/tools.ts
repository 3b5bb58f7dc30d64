import { definePrompt } from "@promptrail/core";
import { z } from "zod";
import { promptrail } from "../agents.js";

const question = { question: "Where?" };

//! a tool that a version declares and the caller does not give
//! at: tools
//! told: Property 'read_order' is missing
await promptrail.runTools("agent", question, { tools: { find_parcel: () => 1 } });

//! a tool that no version declares
//! at: find_parsel
//! told: 'find_parsel' does not exist in type
await promptrail.runTools("agent", question, {
  tools: { find_parcel: () => 1, read_order: () => 1, find_parsel: () => 1 },
});

//! a tool that only an archived version declares
//! at: forgotten
//! told: 'forgotten' does not exist in type
await promptrail.runTools("agent", question, {
  tools: { find_parcel: () => 1, read_order: () => 1, forgotten: () => 1 },
});

//! a tool that the pinned version does not have
//! at: read_order
//! told: 'read_order' does not exist in type
await promptrail.runTools("agent", question, {
  version: 1,
  tools: { find_parcel: () => 1, read_order: () => 1 },
});

//! a tool of a family that has none
//! at: look
//! told: Type '() => number' is not assignable to type 'never'
await promptrail.runTools("plain", {}, { tools: { look: () => 1 } });

//! a field of an input that not every version gives
//! at: since
//! told: Property 'since' does not exist on type
await promptrail.runTools("agent", question, {
  tools: { find_parcel: ({ since }) => since, read_order: () => 1 },
});

//! what is no function
//! at: find_parcel
//! told: Type 'string' is not assignable to type 'ToolFunction<
await promptrail.runTools("agent", question, {
  tools: { find_parcel: "Bonn", read_order: () => 1 },
});

//! a run without tools
//! at: { maxSteps
//! told: Property 'tools' is missing
await promptrail.runTools("agent", question, { maxSteps: 3 });

//! a run's context without a field
//! at: {}
//! told: Property 'question' is missing
await promptrail.runTools("agent", {}, { tools: { find_parcel: () => 1, read_order: () => 1 } });

//! a version that there is not
//! at: version
//! told: Family \"agent\" has no version 9.
await promptrail.runTools("agent", question, { version: 9, tools: {} });

//! a schema of an input that is none
//! at: inputSchema
//! told: Type 'string' is not assignable to type 'JsonObject | InputSchema
definePrompt({
  family: "wrong",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 5,
  userTemplate: "Hi.",
  tools: [{ name: "look", description: "Looks.", inputSchema: "object" }],
});

//! a misspelt field of a tool
//! at: inputShema
//! told: 'inputShema' does not exist in type 'ToolSettings'
definePrompt({
  family: "wrong",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 5,
  userTemplate: "Hi.",
  tools: [{ name: "look", description: "Looks.", inputShema: z.object({}) }],
});
