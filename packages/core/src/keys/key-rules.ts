import type { ApiKey } from "../ports/key-store.js";

const minuteMs = 60_000;

/** Whether a key has its name for itself: it is neither expired nor replaced. */
function isCurrentKey({ expiresAt, replacedAt }: ApiKey, at: Date): boolean {
  return replacedAt === null && (expiresAt === null || expiresAt > at);
}

/** Whether a key may be added beside those that there are. */
export function mayAddKey(key: ApiKey, others: readonly ApiKey[]): boolean {
  return !others.some(
    (other) =>
      other.id === key.id || (other.name === key.name && isCurrentKey(other, key.createdAt)),
  );
}

/** A key as its successor leaves it; null where none may succeed it. */
export function replaceKey(key: ApiKey | null, successor: ApiKey, until: Date): ApiKey | null {
  const { createdAt: replacedAt } = successor;
  if (key === null || !isCurrentKey(key, replacedAt)) return null;
  const { expiresAt } = key;
  return {
    ...key,
    expiresAt: expiresAt !== null && expiresAt < until ? expiresAt : until,
    replacedAt,
  };
}

/** A key after a use; null where nothing is to be noted: one is noted that is less than a minute older. */
export function noteKeyUse(key: ApiKey | null, at: Date): ApiKey | null {
  if (key === null) return null;
  const since = at.getTime() - (key.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  return since >= minuteMs ? { ...key, lastUsedAt: at } : null;
}

/** In the order in which keys are listed: oldest first. */
export function byKeyAge(one: ApiKey, other: ApiKey): number {
  const difference = one.createdAt.getTime() - other.createdAt.getTime();
  return difference === 0 ? (one.id < other.id ? -1 : 1) : difference;
}
