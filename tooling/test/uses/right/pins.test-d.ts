import { expectTypeOf } from "vitest";
import { client, lamp, promptrail } from "../shop.js";

// A pinned version takes its own context, and gives its own data.
await promptrail.call("product_description", { product: lamp }, { version: 1 });
await promptrail.call("product_description", { product: lamp, title: "x" }, { version: 3 });
promptrail.stream("product_description", { product: lamp }, { version: 1 });
await promptrail.render("product_description", { product: lamp, mood: "good" }, { version: 1 });
await client.call("product_description", { product: lamp }, { version: 1 });
await client.render("product_description", { product: lamp }, { version: 1 });

const order = { order: { id: "o1" }, amount: 9 };
const first = await promptrail.call("fraud_score", order, { version: 1 });
expectTypeOf(first.data).toEqualTypeOf<{ fraud: boolean }>();
const second = await promptrail.call("fraud_score", order, { version: 2, timeoutMs: 100 });
expectTypeOf(second.data).toEqualTypeOf<{ fraud: boolean; seen: Date; reasons: string[] }>();

// One of some numbers is one of those versions.
declare const either: 1 | 2;
await promptrail.call("fraud_score", order, { version: either });

// A number that is only known when the program runs pins a version that may be live, or one of another build.
declare const chosen: number;
await promptrail.call("product_description", { product: lamp, tone: "warm" }, { version: chosen });
expectTypeOf((await promptrail.call("fraud_score", order, { version: chosen })).data).toEqualTypeOf<
  { fraud: boolean } | { fraud: boolean; seen: Date; reasons: string[] }
>();

// No pin may be said, too.
declare const perhaps: 2 | undefined;
await promptrail.call("fraud_score", order, { version: undefined });
await promptrail.call("fraud_score", order, { version: perhaps });
expectTypeOf(promptrail.resolve("fraud_score", 2).version.version).toEqualTypeOf<number>();
