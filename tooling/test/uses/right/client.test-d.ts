import { type Client, createClient } from "@promptrail/client";
import type { CallResult } from "@promptrail/core";
import { expectTypeOf } from "vitest";
import { client, lamp } from "../shop.js";

const order = { order: { id: "o1" }, amount: 9 };
interface Scored {
  readonly fraud: boolean;
}
interface Reasoned extends Scored {
  readonly seen: string;
  readonly reasons: readonly string[];
}

// Data is as JSON tells it, over the versions that may be live, or of the pinned one.
const second = await client.call("fraud_score", order, { version: 2 });
expectTypeOf(second).toExtend<CallResult<Reasoned>>();
expectTypeOf(second.data.seen).toEqualTypeOf<string>();
expectTypeOf((await client.call("fraud_score", order)).data).toExtend<Scored | Reasoned>();
const accepted = await client.call("fraud_score", order, { version: 1, accept: ["truncated"] });
expectTypeOf(accepted.data).toEqualTypeOf<{ readonly fraud: boolean } | null>();
const told = await client.call("product_description", { product: lamp, tone: "warm" });
expectTypeOf(told.data).toEqualTypeOf<null>();
for await (const event of client.stream("fraud_score", order, { version: 1 })) {
  if (event.type === "finish") {
    expectTypeOf(event.result.data).toEqualTypeOf<{ readonly fraud: boolean } | null>();
  }
}
await client.call("newsletter", {}, { turns: [{ role: "user", content: [] }], signal: undefined });

const family = "product_description";
const reason = "It is better.";
await client.promote({ family, toVersion: 2, reason, fromVersion: undefined });
await client.rollback({ family });
await client.rollback({ family, toVersion: 1, wait: { timeoutMs: 50 }, idempotencyKey: "one" });
await client.shadow({ family, version: 2, reason, rate: 0.1 });
await client.shadow({ family, version: null, reason });
await client.archive({ family, version: 1, reason });
await client.resume({ family, reason });
await client.drill({ family });
await client.history({ family });
await client.historyPage({});

// What is only known when the program runs may be any.
declare const chosen: { readonly family: string; readonly version: number };
await client.promote({ family: chosen.family, toVersion: chosen.version, reason });
await client.rollback({ family, toVersion: chosen.version });

// Without prompts: any family, any context, any data. A client of some prompts is one of any.
const any: Client = createClient({ url: "http://127.0.0.1:7070", key: "key" });
expectTypeOf((await any.call("anything", { product: 1 })).data).toExtend<unknown>();
await any.rollback({ family: "anything", toVersion: 7 });
expectTypeOf(client).toExtend<Client>();
