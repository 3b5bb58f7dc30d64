import { createClient } from "@promptrail/client";
import { client, lamp, type prompts } from "../shop.js";

const url = "http://127.0.0.1:7070";
const reason = "It is better.";

//! an unknown family
//! at: "newsleter"
//! told: '"newsleter"' is not assignable to parameter of type
await client.call("newsleter", {});

//! a field of the context that is missing
//! at: { order
//! told: Property 'amount' is missing
await client.call("fraud_score", { order: { id: "o1" } });

//! a field of another type
//! at: amount
//! told: Type 'string' is not assignable to type 'number'
client.stream("fraud_score", { order: { id: "o1" }, amount: "9" });

//! a field that the pinned version does not know
//! at: tone
//! told: 'tone' does not exist in type
await client.render("product_description", { product: lamp, tone: "warm" }, { version: 1 });

//! a misspelt option
//! at: versoin
//! told: 'versoin' does not exist in type 'ClientCallOptions
await client.call("newsletter", {}, { versoin: 1 });

//! a turn that is a system message
//! at: role
//! told: Type '"system"' is not assignable to type '"assistant" | "user"'
await client.call("newsletter", {}, { turns: [{ role: "system", content: [] }] });

//! a promotion to an unknown version
//! at: toVersion
//! told: Family \"newsletter\" has no version 2.
await client.promote({ family: "newsletter", toVersion: 2, reason });

//! a promotion without its reason
//! at: { family
//! told: Property 'reason' is missing
await client.promote({ family: "newsletter", toVersion: 1 });

//! a promotion that names its version as it was called
//! at: version
//! told: 'version' does not exist in type 'ClientPromotion
await client.promote({ family: "newsletter", version: 1, reason });

//! a rollback of an unknown family
//! at: family
//! told: Type '"newsleter"' is not assignable to type
await client.rollback({ family: "newsleter" });

//! a rollback to an unknown version
//! at: toVersion
//! told: Family \"fraud_score\" has no version 9.
await client.rollback({ family: "fraud_score", toVersion: 9 });

//! a misspelt setting of a decision
//! at: rat
//! told: 'rat' does not exist in type 'ClientShadow
await client.shadow({ family: "fraud_score", version: 2, rat: 0.1, reason });

//! a client without its key
//! at: { url
//! told: Property 'key' is missing in type '{ url: string; }' but required in type 'ClientSettings'
createClient<typeof prompts>({ url });

//! a misspelt setting of the client
//! at: actr
//! told: 'actr' does not exist in type 'ClientSettings'
createClient<typeof prompts>({ url, key: "key", actr: "ada" });

//! a client of what are no prompts
//! at: string[]
//! told: Type 'string[]' does not satisfy the constraint
createClient<string[]>({ url, key: "key" });
