import { PromptrailError } from "@promptrail/core";

/** What pg-boss takes as a name. */
const allowed = /^[\w.\-/]+$/u;

/** An environment's queue among those of all. A name as none is given today is written as its bytes. */
export function toBossName(environment: string, queue: string): string {
  requireName(queue, "the queue");
  const place = allowed.test(environment)
    ? environment
    : `/${Buffer.from(environment).toString("hex")}`;
  return `${place}/${queue}`;
}

/** The queue of a name, where it is one of this environment; null for another's. */
export function fromBossName(environment: string, name: string): string | null {
  const start = toBossName(environment, "x").slice(0, -1);
  return name.startsWith(start) ? name.slice(start.length) : null;
}

/** @throws PromptrailError `request_invalid`. */
export function requireName(name: string, what: string): void {
  if (allowed.test(name)) return;
  throw new PromptrailError(
    "request_invalid",
    `${JSON.stringify(name)} cannot be the name of ${what}: use letters, digits, ".", "_", "-" and "/".`,
    { name },
  );
}
