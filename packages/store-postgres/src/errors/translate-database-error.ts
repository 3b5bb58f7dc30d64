import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { findErrorCode, isError } from "@promptrail/core/errors";
import { cutText, omitUndefined } from "@promptrail/core/portable";
import { certificateConditions, tlsCodes } from "./certificate-conditions.js";
import { ConnectError } from "./connect-error.js";
import {
  connectionFailed,
  type DatabaseCondition,
  driverMessages,
  networkConditions,
  sqlStateClasses,
  sqlStates,
} from "./database-conditions.js";

const leads = {
  store_unavailable: "is not available",
  config_invalid: "cannot be opened with these settings",
  request_invalid: "refused the request",
} as const satisfies Record<DatabaseCondition["code"], string>;

/**
 * A driver's error → ours. The phase tells what it is: whatever broke a connection before its first statement
 * is `store_unavailable`, and the table says why. Of a statement, what the table does not know is a fault of
 * this package (a broken constraint, wrong SQL) and is returned as it is.
 *
 * @param database what the store is, for people; never with a password.
 * @returns PromptrailError `config_invalid` only where the settings alone are wrong.
 */
export function translateDatabaseError(error: unknown, database: string): unknown {
  const raw = error instanceof ConnectError ? error.cause : error;
  if (isPromptrailError(raw) || !isError(raw)) return raw;
  const condition =
    error instanceof ConnectError ? findConnectCondition(error, raw) : findCondition(raw);
  return condition === undefined ? raw : toStoreError(raw, database, condition);
}

function toStoreError(
  raw: Error,
  database: string,
  { code, reason, cure }: DatabaseCondition,
): PromptrailError {
  const message = `The store ${database} ${leads[code]}: ${reason}. ${cure}`;
  return new PromptrailError(
    code,
    message,
    omitUndefined({ database, database_code: codeOf(raw) }),
    raw,
  );
}

function findConnectCondition({ hasConnected }: ConnectError, raw: Error): DatabaseCondition {
  const known = "syscall" in raw && raw.syscall === "open" ? undefined : findCondition(raw);
  const condition = known ?? connectionFailed(cutText(raw.message));
  // Settings that worked are right; and no request is at fault before there is one.
  const isOfSettings = condition.code === "config_invalid" && !hasConnected;
  return { ...condition, code: isOfSettings ? "config_invalid" : "store_unavailable" };
}

function findCondition(error: Error): DatabaseCondition | undefined {
  const code = codeOf(error);
  if (code === undefined) {
    return driverMessages.find(([start]) => error.message.startsWith(start))?.[1];
  }
  return (
    networkConditions[code] ??
    sqlStates[code] ??
    certificateConditions[code] ??
    tlsCodes.find(([start]) => code.startsWith(start))?.[1] ??
    sqlStateClasses[code.slice(0, 2)]
  );
}

function codeOf(error: Error): string | undefined {
  const own = findErrorCode(error);
  if (own !== undefined || !("errors" in error) || !Array.isArray(error.errors)) return own;
  // One error for each address that a host name stands for.
  const first: unknown = error.errors[0];
  return isError(first) ? codeOf(first) : undefined;
}
