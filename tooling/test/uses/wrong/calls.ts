import { lamp, promptrail } from "../shop.js";

//! an unknown family
//! at: "product_descripton"
//! told: '"product_descripton"' is not assignable to parameter of type
await promptrail.call("product_descripton", { product: lamp, tone: "warm" });

//! a field of the context that is missing
//! at: { order
//! told: Property 'amount' is missing in type '{ order: { id: string; }; }' but required in type
await promptrail.call("fraud_score", { order: { id: "o1" } });

//! a field in the context that is missing
//! at: price
//! told: Property 'currency' is missing in type '{ amount: number; }'
await promptrail.call("product_description", {
  product: { sku: "L1", name: "Lamp", price: { amount: 9 }, features: [] },
  tone: "warm",
});

//! a field of another type
//! at: tone
//! told: Type 'number' is not assignable to type 'string'
await promptrail.call("product_description", { product: lamp, tone: 7 });

//! a field in the context of another type
//! at: amount
//! told: Type 'string' is not assignable to type 'number'
await promptrail.stream("product_description", {
  product: { sku: "L1", name: "Lamp", price: { amount: "9", currency: "EUR" }, features: [] },
  tone: "warm",
});

//! a misspelt field
//! at: featurs
//! told: 'featurs' does not exist in type
await promptrail.call("product_description", {
  product: { ...lamp, featurs: [] },
  tone: "warm",
});

//! a field that only an archived version knows
//! at: title
//! told: 'title' does not exist in type
await promptrail.render("product_description", { product: lamp, tone: "warm", title: "x" });

//! the context of another family
//! at: product
//! told: 'product' does not exist in type '{ order: { id: string; }; amount: number; }'
await promptrail.call("fraud_score", { product: lamp, tone: "warm" });

//! no context
//! at: call
//! told: Expected 2-3 arguments, but got 1
await promptrail.call("product_description");

//! a misspelt option
//! at: timeoutMS
//! told: 'timeoutMS' does not exist in type 'CallOptions
await promptrail.call("product_description", { product: lamp, tone: "warm" }, { timeoutMS: 5 });

//! a time as a text
//! at: timeoutMs
//! told: Type 'string' is not assignable to type 'number
await promptrail.call("product_description", { product: lamp, tone: "warm" }, { timeoutMs: "5s" });

//! an outcome that does not exist
//! at: "truncate"
//! told: Did you mean '"truncated"'?
await promptrail.call("fraud_score", { order: { id: "o" }, amount: 1 }, { accept: ["truncate"] });
