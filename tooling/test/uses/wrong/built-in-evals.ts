import { cases, defineSuite } from "@promptrail/evals";
import { contains, jsonField, not, numericError } from "@promptrail/evals/built-in";

const rows = [{ id: "a", context: { ticket: "s" }, groundTruth: { urgent: true } }];
const dataset = cases("rows", rows);
const readsOrder = ({ context }: { context: { order: string } }) => context.order;

//! a function of another context, in a suite
//! at: contains(readsOrder
//! told: "This eval reads a context that the suite does not give."
defineSuite({ family: "ticket", dataset, evals: [contains(readsOrder)] });

//! the same, negated
//! at: not(
//! told: "This eval reads a context that the suite does not give."
defineSuite({ family: "ticket", dataset, evals: [not(contains(readsOrder))] });

//! a misspelt setting of a built-in eval
//! at: tolerence
//! told: 'tolerence' does not exist
jsonField("/a", { tolerence: 1 });

//! an error without a tolerance
//! at: {}
//! told: Property 'tolerance' is missing
numericError({});

//! a number where texts are looked for
//! at: 5
//! told: not assignable
contains(5);
