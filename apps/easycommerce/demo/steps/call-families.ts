import { type CallResult, isPromptrailError } from "@promptrail/core";

import pc from "picocolors";
import { item, order, product } from "../inputs.ts";
import { expectStory, printText, printTitle, type Shop, type Story } from "../story.ts";

/** For `--live`: the versions on current models. */
const liveVersion = 3;

export async function callFamilies({ upstreams }: Story, shop: Shop): Promise<void> {
  printTitle(5, "call: three families, each through its own provider");
  const options = upstreams.live ? { version: liveVersion } : {};
  const description = await shop.call("product_description", { product }, options);
  print(description);
  expectStory(upstreams.live || description.version === 3, "the version that was promoted answers");
  const score = await shop.call("fraud_score", { order }, options);
  print(score);
  const forecast = await shop.call("inventory_forecast", { item }, options);
  print(forecast);
  expectStory(
    score.data !== null && forecast.data !== null,
    "both answers fit their output schemas",
  );
  if (!upstreams.live) await callPinned(shop);
  await callWithUnknownVariable(upstreams.countRequests, shop);
}

async function callPinned(shop: Shop): Promise<void> {
  const pinned = await shop.call("product_description", { product }, { version: 2 });
  print(pinned);
  expectStory(pinned.version === 2, "a call that pins version 2 runs on version 2");
}

async function callWithUnknownVariable(
  countRequests: () => number | null,
  shop: Shop,
): Promise<void> {
  const before = countRequests();
  const context = { product, audience: "cyclists" };
  const refusal = await shop.call("product_description", context).then(
    () => null,
    (error: unknown) => (isPromptrailError(error) ? error : null),
  );
  printText(refusal?.message ?? "It was sent.");
  expectStory(refusal?.code === "context_invalid", "a call with an unknown variable is refused");
  expectStory(countRequests() === before, "nothing was sent for it");
}

function print(result: CallResult): void {
  const { key, provider, model, usage, durationMs, text } = result;
  console.log(
    `  ${pc.cyan(key)} ${pc.dim(`${provider} · ${model} · ${usage.input ?? "?"}+${usage.output ?? "?"} tokens · ${durationMs} ms`)}`,
  );
  printText(text);
}
