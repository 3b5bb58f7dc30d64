import type { ShadowPair } from "@promptrail/runtime";
import pc from "picocolors";
import { orders } from "../inputs.ts";
import { expectStory, printTitle, type Shop, wrap } from "../story.ts";

const columnWidth = 46;

export async function runShadow(shop: Shop): Promise<void> {
  printTitle(7, "shadow: another version on the same inputs, beside the active one");
  for (const order of orders) await shop.call("fraud_score", { order });
  await shop.flush();
  const pairs = await shop.shadowPairs({ family: "fraud_score", limit: orders.length });
  for (const pair of pairs.toReversed()) printPair(pair);
  expectStory(
    pairs.length === orders.length && pairs.every(sameInput),
    `${pairs.length} pairs are stored, each on one input`,
  );
}

function printPair({ active, shadow }: ShadowPair): void {
  const head = [`v${active.version} (active)`, `v${shadow.version} (shadow)`];
  console.log(`  ${pc.cyan(pad(head[0] ?? ""))} │ ${pc.cyan(head[1] ?? "")}`);
  const left = wrap(active.text ?? "failed", columnWidth);
  const right = wrap(shadow.text ?? "failed", columnWidth);
  for (let line = 0; line < Math.max(left.length, right.length); line += 1) {
    console.log(`  ${pad(left[line] ?? "")} │ ${right[line] ?? ""}`);
  }
}

function pad(text: string): string {
  return text.padEnd(columnWidth);
}

function sameInput({ active, shadow }: ShadowPair): boolean {
  return JSON.stringify(active.context) === JSON.stringify(shadow.context);
}
