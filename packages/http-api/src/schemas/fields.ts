import { largestVersion } from "@promptrail/core";
import { z } from "zod";

/** Wide on purpose: a misspelt name is answered with 404 and a suggestion, not with a pattern. */
export const familyName = z.string().min(1).max(200);

/** Without an end, as a name is: a version that nobody has is answered with 404. */
export const versionNumber = z.int().min(1);

export const revisionNumber = z.int().min(0).max(largestVersion);

/** A number in a path or a query. */
export const wholeNumberText = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/, "must be a whole number from 1")
  .transform(Number);

export const timestamp = z.iso.datetime();

export const reasonText = z.string().trim().min(1).max(2_000);
