import { client, promptrail } from "../shop.js";

const order = { order: { id: "o1" }, amount: 9 };
const scored = await promptrail.call("fraud_score", order);
const second = await promptrail.call("fraud_score", order, { version: 2 });
const accepted = await promptrail.call("fraud_score", order, { version: 2, accept: ["truncated"] });
const written = await promptrail.call("newsletter", {});

//! a field that the output schema does not make
//! at: fruad
//! told: Property 'fruad' does not exist on type '{ fraud: boolean; seen: Date; reasons: string[]; }'
second.data.fruad;

//! a field that only one of the versions makes that may be live
//! at: seen
//! told: Property 'seen' does not exist on type '{ fraud: boolean; }'
scored.data.seen;

//! a field as another type
//! at: toFixed
//! told: Property 'toFixed' does not exist on type 'Date'
second.data.seen.toFixed();

//! data that an accepted outcome may not have
//! at: accepted.data
//! told: 'accepted.data' is possibly 'null'
accepted.data.fraud;

//! data of a version without an output schema
//! at: written.data
//! told: is possibly 'null'
written.data.fraud;

//! a misspelt field of the result
//! at: dta
//! told: Property 'dta' does not exist on type 'CallResult<
second.dta;

//! the data of a stream that may end without it
//! at: event.result.data
//! told: 'event.result.data' is possibly 'null'
for await (const event of promptrail.stream("fraud_score", order, { version: 1 })) {
  if (event.type === "finish") event.result.data.fraud;
}

//! a client's data as the schema's value, not in its JSON form
//! at: getTime
//! told: Property 'getTime' does not exist on type 'string'
(await client.call("fraud_score", order, { version: 2 })).data.seen.getTime();
