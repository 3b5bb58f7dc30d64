import { definePrompt } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { openai } from "@promptrail/provider-openai";
import { createPromptrail } from "@promptrail/runtime";
import pc from "picocolors";
import { z } from "zod";
import { expectStory, printText, printTitle, type Story } from "../story.ts";

const deliveryNote = definePrompt({
  family: "delivery_note",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-sonnet-5-5",
  maxTokens: 120,
  // Part of the version: reviewed with it, and part of its content hash.
  fallbacks: [{ provider: "openai", model: "gpt-4.1-mini" }],
  input: z.object({ product: z.string(), days: z.number() }),
  system: "You write one short sentence for the customers of an online shop.",
  userTemplate: "{{ product }} arrives in {{ days }} days. Tell the customer so.",
});

/** A vendor that is overloaded, and a version that says who answers then. In memory: the shop's store keeps no trial. */
export async function answerByFallback({ upstreams }: Story): Promise<void> {
  printTitle(
    6,
    "fallback: a vendor fails, the model that the version declares answers, the record says so",
  );
  const { fail } = upstreams;
  if (fail === null) return printText("Left out: the vendors themselves cannot be made to fail.");
  const promptrail = await createPromptrail({
    prompts: [deliveryNote],
    providers: [claude(), openai()],
  });
  try {
    fail(3);
    const context = { product: "Trail Lamp 300", days: 2 };
    const answer = await promptrail.call("delivery_note", context);
    await promptrail.flush();
    const [record] = await promptrail.calls.read({ limit: 1 });
    for (const { provider, model, failure, outcome, latencyMs } of record?.attempts ?? []) {
      const came = failure === null ? pc.green(outcome ?? "") : pc.yellow(failure);
      console.log(`  ${came} ${pc.dim(`${provider} · ${model} · ${latencyMs} ms`)}`);
    }
    printText(answer.text);
    expectStory(answer.provider === "openai" && answer.fallback, "the declared fallback answered");
    const failures = record?.attempts.map(({ failure }) => failure);
    expectStory(
      failures?.join() === "overloaded,overloaded,overloaded,",
      "the vendor was asked three times, and was overloaded each time",
    );
    expectStory(
      record?.fallback === true && record.provider === "claude",
      "the record names the model that was asked, each attempt, and the fallback that answered",
    );
  } finally {
    await promptrail.close();
  }
}
