import { listSome } from "../errors/list-some.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import type { KeyFacts } from "../ports/key-store.js";
import { coversFamily } from "./family-glob.js";

/** What a key is for. */
export type KeyReach = Pick<KeyFacts, "scopes" | "families">;

/** Whether a key has every scope and family of another. */
export function coversKey(key: KeyReach, other: KeyReach): boolean {
  return findExcess(key, other).length === 0;
}

/**
 * A key may give only what it has, for no longer than it lives itself.
 *
 * @throws PromptrailError `forbidden`, which names what it cannot give.
 */
export function requireGrantable(
  giver: KeyReach & Pick<KeyFacts, "name" | "expiresAt">,
  wanted: KeyReach & Pick<KeyFacts, "expiresAt">,
): void {
  const excess = [...findExcess(giver, wanted), ...findLongerLife(giver, wanted)];
  if (excess.length === 0) return;
  const { name, scopes, families } = giver;
  throw new PromptrailError(
    "forbidden",
    `The key "${name}" cannot grant ${listSome(excess)}: a key can grant only what it has itself. It has the scopes ${scopes.join(", ")} for the families ${listSome(families)}. Ask for less, or use a key that has more.`,
    { key: name, scopes: [...scopes], families: [...families], excess },
  );
}

function findExcess(giver: KeyReach, wanted: KeyReach): string[] {
  return [
    ...wanted.scopes
      .filter((scope) => !giver.scopes.includes(scope))
      .map((scope) => `the scope "${scope}"`),
    ...wanted.families
      .filter((glob) => !coversFamily(giver.families, glob))
      .map((glob) => `the families "${glob}"`),
  ];
}

function findLongerLife(
  { expiresAt: end }: Pick<KeyFacts, "expiresAt">,
  { expiresAt }: Pick<KeyFacts, "expiresAt">,
): string[] {
  const isLonger = end !== null && (expiresAt === null || expiresAt > end);
  return isLonger ? [`an expiry after ${end.toISOString()}, when it expires itself`] : [];
}
