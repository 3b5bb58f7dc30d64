import { client, lamp, promptrail } from "../shop.js";

//! an unknown version
//! at: version
//! told: Family \"product_description\" has no version 9.
await promptrail.call("product_description", { product: lamp }, { version: 9 });

//! a version of another family
//! at: version
//! told: Family \"fraud_score\" has no version 3.
promptrail.stream("fraud_score", { order: { id: "o1" }, amount: 9 }, { version: 3 });

//! a version as a text
//! at: version
//! told: Type 'string' is not assignable to type 'number
await promptrail.render("newsletter", {}, { version: "1" });

//! a field that the pinned version needs
//! at: { order
//! told: Property 'amount' is missing
await promptrail.call("fraud_score", { order: { id: "o1" } }, { version: 2 });

//! a field that the pinned version does not know
//! at: tone
//! told: 'tone' does not exist in type
await promptrail.call("product_description", { product: lamp, tone: "warm" }, { version: 1 });

//! data of another version than the pinned one
//! at: seen
//! told: Property 'seen' does not exist on type '{ fraud: boolean; }'
(await promptrail.call("fraud_score", { order: { id: "o1" }, amount: 9 }, { version: 1 })).data
  .seen;

//! a version that is looked at and does not exist
//! at: 9
//! told: Family \"fraud_score\" has no version 9.
promptrail.resolve("fraud_score", 9);

//! an unknown version in a client's call
//! at: version
//! told: Family \"product_description\" has no version 9.
await client.call("product_description", { product: lamp }, { version: 9 });
