import type { JsonObject } from "@promptrail/core";
import { attributesPermuted } from "./attributes-permuted.js";
import { currencyChanged } from "./currency-changed.js";
import { instructionsInjected } from "./instructions-injected.js";
import { noisePadded } from "./noise-padded.js";
import type { Relation } from "./relation.js";

/** The relations of a suite that names none. Those whose fields an input does not have do not apply to it. */
export const defaultRelations: readonly Relation<JsonObject>[] = Object.freeze([
  attributesPermuted(),
  currencyChanged(),
  noisePadded(),
  instructionsInjected(),
]);
