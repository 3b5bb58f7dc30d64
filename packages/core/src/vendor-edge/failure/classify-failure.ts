import type { ProviderErrorKind } from "../../errors/provider-error.js";
import type { ToldFailure } from "./read-failure.js";
import { mapReplyStatus } from "./vendor-failure.js";

/** A vendor's own names for failures. */
export type FailureNames = Readonly<Record<string, ProviderErrorKind>>;

/** An empty account is told in words alone, or as a request that is wrong. */
const emptyAccount = /credit balance is too low|insufficient (?:credit|balance|fund)/i;

/** Read where neither a name nor a status says anything. */
const wordsOfKind: readonly (readonly [RegExp, ProviderErrorKind])[] = [
  [/rate.?limit|too many requests/i, "rate_limited"],
  [/overloaded|at capacity|no capacity/i, "overloaded"],
  [/(?:invalid|incorrect|missing|expired) (?:api.?)?(?:key|token)|unauthori[sz]ed/i, "auth"],
  [/model\b.{0,80}(?:not found|does not exist|not supported)/i, "not_found"],
  [/(?:maximum )?context (?:length|window)|invalid request|bad request/i, "bad_request"],
  [/timed out|timeout/i, "timeout"],
];

/** Vendors call many failures by these names; then a status says more. */
const vague: ReadonlySet<ProviderErrorKind | undefined> = new Set(["server_error", "bad_request"]);

/**
 * What kind of failure a vendor tells of: by its name for it, by the status that the body gives, by that of the
 * reply, by its words. A failure that nothing of this is known of is the server's.
 *
 * @param status the reply's own; below 400 it says nothing.
 */
export function classifyFailure(
  told: ToldFailure,
  names: FailureNames,
  status: number | undefined,
): ProviderErrorKind {
  const name = told.names.find((each) => Object.hasOwn(names, each));
  const byName = name === undefined ? undefined : names[name];
  if (byName !== undefined && !vague.has(byName)) return byName;
  const ownStatus = status !== undefined && status >= 400 ? status : undefined;
  const stated = told.status ?? ownStatus;
  const byStatus = stated === undefined ? undefined : mapReplyStatus(stated);
  const kind = vague.has(byStatus) ? (byName ?? byStatus) : (byStatus ?? byName);
  if ((kind === undefined || kind === "bad_request") && emptyAccount.test(told.words)) {
    return "quota";
  }
  return kind ?? wordsOfKind.find(([words]) => words.test(told.words))?.[1] ?? "server_error";
}
