import {
  largestFile,
  largestImage,
  largestTogether,
  mostAttachments,
} from "../attachments/attachment-limits.js";
import { longestQuoted, mostListed } from "../errors/list-some.js";
import { mostTogether } from "../lifecycle/decide/command-outcome.js";
import { defaultCapacity, mostBytes } from "../memory/call-memory.js";
import { longestAnswer } from "../vendor-edge/endpoint/create-vendor-fetch.js";
import { mostCharacters } from "../vendor-edge/failure/vendor-failure.js";
import type { Bound } from "./bound.js";

/** The bounds that every package shares, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const coreBounds: readonly Bound[] = [
  { name: "a vendor's answer, after decompression", value: longestAnswer, unit: "bytes" },
  { name: "a vendor's words in an error", value: mostCharacters, unit: "characters" },
  { name: "attachments of a call", value: mostAttachments, unit: "attachments" },
  { name: "an image of a call", value: largestImage, unit: "bytes" },
  { name: "a file of a call", value: largestFile, unit: "bytes" },
  { name: "attachments of a call, together", value: largestTogether, unit: "bytes" },
  { name: "a name or a value that a message repeats", value: longestQuoted, unit: "characters" },
  { name: "names that a message lists", value: mostListed, unit: "names" },
  {
    name: "families in one transaction of a rollback of many",
    value: mostTogether,
    unit: "families",
  },
  { name: "call records in memory, without a store", value: defaultCapacity, unit: "records" },
  { name: "memory of call records without a store", value: mostBytes, unit: "bytes" },
];
