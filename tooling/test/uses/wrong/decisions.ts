import { promptrail } from "../shop.js";

const by = { actor: "ada", reason: "It is better." } as const;

//! an unknown family
//! at: family
//! told: Type '"fraud_scor"' is not assignable to type
await promptrail.promote({ ...by, family: "fraud_scor", toVersion: 2 });

//! an unknown version
//! at: toVersion
//! told: Family \"fraud_score\" has no version 3.
await promptrail.promote({ ...by, family: "fraud_score", toVersion: 3 });

//! a promotion without its version
//! at: { ...by
//! told: Property 'toVersion' is missing
await promptrail.promote({ ...by, family: "fraud_score" });

//! a promotion without its reason
//! at: { family
//! told: Property 'reason' is missing
await promptrail.promote({ family: "fraud_score", toVersion: 2, actor: "ada" });

//! a promotion that names its version as it was called
//! at: version
//! told: 'version' does not exist in type 'PromoteRequest
await promptrail.promote({ ...by, family: "fraud_score", version: 2 });

//! a version as a text
//! at: toVersion
//! told: Type 'string' is not assignable to type 'number
await promptrail.rollback({ family: "fraud_score", toVersion: "1", actor: "ada" });

//! a rollback of an unknown family
//! at: family
//! told: Type '"newsleter"' is not assignable to type
await promptrail.rollback({ family: "newsleter", actor: "ada" });

//! a rollback without an actor
//! at: { family
//! told: Property 'actor' is missing in type '{ family: "newsletter"; }' but required in type 'RollbackRequest
await promptrail.rollback({ family: "newsletter" });

//! a shadow of an unknown version
//! at: version
//! told: Family \"newsletter\" has no version 2.
await promptrail.shadow({ ...by, family: "newsletter", version: 2 });

//! an unknown version that is archived
//! at: version
//! told: Family \"newsletter\" has no version 2.
await promptrail.archive({ ...by, family: "newsletter", version: 2 });

//! a hold of an unknown family
//! at: family
//! told: Type '"newsleter"' is not assignable to type
await promptrail.resume({ ...by, family: "newsleter" });

//! a drill of an unknown family
//! at: family
//! told: Type '"newsleter"' is not assignable to type
await promptrail.drill({ family: "newsleter", actor: "ada" });

//! the history of an unknown family
//! at: family
//! told: Type '"newsleter"' is not assignable to type
await promptrail.history({ family: "newsleter" });

//! the shadow pairs of an unknown family
//! at: family
//! told: Type '"newsleter"' is not assignable to type
await promptrail.shadowPairs({ family: "newsleter" });

//! a misspelt setting
//! at: overide
//! told: 'overide' does not exist in type 'PromoteRequest
await promptrail.promote({ ...by, family: "fraud_score", toVersion: 2, overide: "Now." });

//! a version that is read and does not exist
//! at: 9
//! told: Family \"fraud_score\" has no version 9.
await promptrail.readVersion("fraud_score", 9);
