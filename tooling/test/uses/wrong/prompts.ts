import { defineFunction, definePrompt } from "@promptrail/core";
import { z } from "zod";
import { base, product } from "../shop.js";

//! temperature as a text
//! at: temperature
//! told: Type 'string' is not assignable to type 'number
definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 600,
  temperature: "0.4",
  input: z.object({ product, tone: z.string() }),
  output: z.object({ due: z.iso.date(), tags: z.array(z.string()) }),
  userTemplate: "x",
});

//! a misspelt setting
//! at: temprature
//! told: 'temprature' does not exist in type 'PromptSettings'. Did you mean to write 'temperature'?
definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 600,
  temprature: 0.4,
  input: z.object({ product, tone: z.string() }),
  userTemplate: "x",
});

//! a misspelt setting that is needed
//! at: modle
//! told: 'modle' does not exist in type 'PromptSettings'. Did you mean to write 'model'?
definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  provider: "claude",
  modle: "m",
  maxTokens: 600,
  userTemplate: "x",
});

//! no provider
//! at: family
//! told: A prompt needs \"provider\", which is missing.
definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  model: "m",
  maxTokens: 600,
  temperature: 0.4,
  input: z.object({ product, tone: z.string() }),
  output: z.object({ due: z.iso.date(), tags: z.array(z.string()) }),
  system: "You are brief.",
  userTemplate: "x",
});

//! no family
//! at: version
//! told: A prompt needs \"family\", which is missing.
definePrompt({ ...base, version: 1, status: "active", userTemplate: "x" });

//! neither a template nor messages
//! at: family
//! told: A prompt needs \"userTemplate\", which is missing.
definePrompt({ ...base, family: "summary", version: 1, status: "active", system: "x" });

//! two settings that are missing
//! at: family
//! told: A prompt needs \"maxTokens\", which is missing.
definePrompt({ family: "a", version: 1, status: "active", provider: "p", userTemplate: "x" });

//! a second version without a changelog
//! at: family
//! told: A prompt needs \"changelog\", which is missing.
definePrompt({
  family: "summary",
  version: 2,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 600,
  userTemplate: "x",
});

//! a status that does not exist
//! at: status
//! told: Type '"live"' is not assignable to type
definePrompt({ ...base, family: "summary", version: 1, status: "live", userTemplate: "x" });

//! a version as a text
//! at: version
//! told: Type 'string' is not assignable to type 'number
definePrompt({ ...base, family: "summary", version: "1", status: "active", userTemplate: "x" });

//! an input that is no schema
//! at: product
//! told: 'product' does not exist in type 'InputSchema
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  input: { product: "string" },
});

//! an output that is no schema
//! at: output
//! told: Type 'string' is not assignable to type 'InputSchema
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  output: "json",
});

//! a message of a role that does not exist
//! at: role
//! told: Type '"tool"' is not assignable to type '"assistant" | "system" | "user"'
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  messages: [{ role: "tool", template: "x" }],
});

//! a misspelt field of a message
//! at: templat
//! told: 'templat' does not exist in type 'MessageSettings'. Did you mean to write 'template'?
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  messages: [{ role: "user", templat: "x" }],
});

//! a tool without its schema
//! at: { name
//! told: Property 'inputSchema' is missing
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  tools: [{ name: "look", description: "Looks it up." }],
});

//! a fallback without its model
//! at: { provider
//! told: Property 'model' is missing in type '{ provider: string; }' but required in type 'FallbackSettings'
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  fallbacks: [{ provider: "openai" }],
});

//! a misspelt template setting
//! at: trimBlock
//! told: 'trimBlock' does not exist in type 'TemplateSettings'. Did you mean to write 'trimBlocks'?
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  template: { trimBlock: true },
});

//! a partial that is no text
//! at: end
//! told: Type 'number' is not assignable to type 'string'
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  partials: { end: 1 },
});

//! a function without its version
//! at: { name: "lookup", call
//! told: Property 'version' is missing
definePrompt({
  ...base,
  family: "summary",
  version: 1,
  status: "active",
  userTemplate: "x",
  functions: [defineFunction({ name: "lookup", call: () => 1 })],
});

//! a function of which nothing says how it is called
//! at: { name
//! told: Property 'call' is missing
defineFunction({ name: "lookup", version: 1 });
