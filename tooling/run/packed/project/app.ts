import { definePrompt } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { embedded } from "@promptrail/store-postgres";
import config from "./promptrail.config.ts";

const greeting = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 100,
  userTemplate: "Greet {{ customer.name }}.",
});

/** What a bundle has to be able to do: render, call a vendor, and read its own call from its own store. */
async function main(): Promise<void> {
  const promptrail = await createPromptrail({
    prompts: [...config.prompts, greeting],
    providers: [...config.providers, claude()],
    store: embedded(),
  });
  const ticket = { subject: "Lamp", messages: ["It is blue."] };
  const { text } = await promptrail.call("ticket_summary", { ticket });
  const greeted = await promptrail.call("greeting", { customer: { name: "Ada" } });
  // A thread counts it, where its file is there: it does not fit the window by its bytes.
  const long = { subject: "Lamp", messages: ["It is blue. ".repeat(25_000)] };
  const { headroom } = await promptrail.call("ticket_summary", { ticket: long });
  await promptrail.flush();
  const history = await promptrail.history();
  await promptrail.close();
  console.log(
    JSON.stringify({
      text,
      greeting: greeted.text,
      decisions: history.length,
      foundBy: headroom?.foundBy,
    }),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
