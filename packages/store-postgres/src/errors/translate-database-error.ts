import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { findErrorCode, isError } from "@promptrail/core/portable";
import {
  type DatabaseCondition,
  driverMessages,
  networkConditions,
  sqlStateClasses,
  sqlStates,
} from "./database-conditions.js";

/**
 * A driver's error → ours, by table. What the table does not know is a fault of this package
 * (a broken constraint, wrong SQL) and is returned as it is.
 *
 * @param database what the store is, for people; never with a password.
 */
export function translateDatabaseError(error: unknown, database: string): unknown {
  if (isPromptrailError(error) || !isError(error)) return error;
  const condition = findCondition(error);
  if (condition === undefined) return error;
  const code = codeOf(error);
  const { reason, cure } = condition;
  return new PromptrailError(
    condition.code,
    condition.code === "store_unavailable"
      ? `The store ${database} is not available: ${reason}. ${cure}`
      : `The store ${database} refuses this: ${reason}. ${cure}`,
    { database, ...(code === undefined ? {} : { database_code: code }) },
    error,
  );
}

function findCondition(error: Error): DatabaseCondition | undefined {
  const code = codeOf(error);
  if (code === undefined) {
    return driverMessages.find(([start]) => error.message.startsWith(start))?.[1];
  }
  return networkConditions[code] ?? sqlStates[code] ?? sqlStateClasses[code.slice(0, 2)];
}

function codeOf(error: Error): string | undefined {
  const own = findErrorCode(error);
  if (own !== undefined || !("errors" in error) || !Array.isArray(error.errors)) return own;
  // One error for each address that a host name stands for.
  const first: unknown = error.errors[0];
  return isError(first) ? codeOf(first) : undefined;
}
