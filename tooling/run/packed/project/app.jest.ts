import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { definePrompt, isPromptrailError, memory } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { simulatedProvider } from "@promptrail/testing";
import { ticketSummaryV1 } from "./prompts/ticket-summary-v1.ts";

const greeting = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 100,
  userTemplate: "Greet {{ customer.name }}.",
});
const settings = { prompts: [ticketSummaryV1, greeting], store: memory() };

test("Node's own errors are of another realm here", async () => {
  const error: unknown = await readFile("no-such-file").catch((thrown: unknown) => thrown);
  expect(error instanceof Error).toBe(false);
});

test("calls a prompt with values of another realm, in a folder without a lock file", async () => {
  const providers = [simulatedProvider(), claude()];
  const promptrail = await createPromptrail({ ...settings, providers, projectFolder: "prompts" });
  const ticket = structuredClone({ subject: "Lamp", messages: ["It is blue."] });
  expect((await promptrail.call("ticket_summary", { ticket })).text).toContain("Lamp");
  const { text } = await promptrail.call("greeting", {
    customer: structuredClone({ name: "Ada" }),
  });
  expect(text).not.toBe("");
  await promptrail.close();
});

test("says that a vendor cannot be reached", async () => {
  const away = claude({ apiKey: "simulated", baseUrl: "http://127.0.0.1:9" });
  const providers = [simulatedProvider(), away];
  const promptrail = await createPromptrail({ ...settings, providers, projectFolder: "prompts" });
  const error: unknown = await promptrail
    .call("greeting", { customer: { name: "Ada" } })
    .catch((thrown: unknown) => thrown);
  expect(isPromptrailError(error) && error.code).toBe("provider_failed");
  expect(error).toMatchObject({ kind: "network" });
  await promptrail.close();
});
