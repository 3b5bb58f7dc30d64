import type { ShadowPair } from "@promptrail/runtime";
import pc from "picocolors";
import { orders } from "../inputs.ts";
import { expectStory, printTitle, type Shop, type Story, wrap } from "../story.ts";

const columnWidth = 46;

/** Enough pairs that also a latency has an interval. */
const manyOrders = 120;
/** Shadow runs beyond 32 at once are not made. */
const atOnce = 8;

/** @returns the id of a production call that has a shadow run. */
export async function runShadow({ upstreams }: Story, shop: Shop): Promise<string> {
  printTitle(7, "shadow: another version on the same inputs, beside the active one");
  for (const order of orders) await shop.call("fraud_score", { order });
  await shop.flush();
  const pairs = await shop.shadowPairs({ family: "fraud_score", limit: orders.length });
  for (const pair of pairs.toReversed()) printPair(pair);
  expectStory(
    pairs.length === orders.length && pairs.every(sameInput),
    `${pairs.length} pairs are stored, each on one input`,
  );
  // Calls to the vendors cost money.
  if (!upstreams.live) await callManyTimes(shop);
  return pairs[0]?.active.id ?? "";
}

async function callManyTimes(shop: Shop): Promise<void> {
  for (let made = 0; made < manyOrders; made += atOnce) {
    const some = Array.from({ length: atOnce }, (_, index) => toOrder(made + index));
    await Promise.all(some.map((order) => shop.call("fraud_score", { order })));
    await shop.flush();
  }
  console.log(`  ${manyOrders} more orders are scored, each by both versions`);
}

/** An order of the many, by its number. */
function toOrder(number: number): (typeof orders)[number] {
  const [first, second, third] = orders;
  const like = [first, second, third][number % orders.length] ?? orders[0];
  if (like === undefined) throw new Error("The demo has no orders.");
  return { ...like, id: `EC-${10_000 + number}`, amount: 20 + ((number * 37) % 480) };
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
