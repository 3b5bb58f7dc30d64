import type { KeyFacts } from "@promptrail/core/lifecycle";
import { describeTime } from "./describe-time.js";

/** `may rollback, read for fraud_* until 2027-01-31 23:59:59Z` */
export function describeReach({ scopes, families, expiresAt }: KeyFacts): string {
  const end = expiresAt === null ? "" : ` until ${describeTime(expiresAt)}`;
  return `may ${scopes.join(", ")} for ${describeFamilies(families)}${end}`;
}

export function describeFamilies(families: readonly string[]): string {
  return families.includes("*") ? "every family" : families.join(", ");
}
