import { isPromptrailError } from "@promptrail/core";
import { networkConditions } from "./database-conditions.js";

/** Classes of SQLSTATEs that a database gives while it starts, stops or is in trouble itself. */
const troubled: ReadonlySet<string> = new Set(["08", "57", "58", "XX"]);

/**
 * True for a translated error of a database that could not be reached, or is in trouble itself. Every other
 * one answered, and gives the same answer until somebody changes something.
 */
export function isAway(error: unknown): boolean {
  if (!isPromptrailError(error) || error.code !== "store_unavailable") return false;
  const { database, database_code: code } = error.data;
  // A database that is a standby, or another one, has answered.
  if (database === undefined) return false;
  if (typeof code !== "string") return true;
  return Object.hasOwn(networkConditions, code) || troubled.has(code.slice(0, 2));
}
