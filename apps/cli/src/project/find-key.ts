import { PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import type { KeyFacts, KeyList } from "@promptrail/core/lifecycle";

/**
 * The key with an id, else the only one with a name.
 *
 * @throws PromptrailError `unknown_key`; `request_invalid` where several have the name.
 */
export function findKey({ environment, keys }: KeyList, named: string): KeyFacts {
  const byId = keys.find(({ id }) => id === named);
  if (byId !== undefined) return byId;
  const [found, ...others] = keys.filter(({ name }) => name === named);
  if (found === undefined) {
    const hint = suggest(
      named,
      keys.map(({ name }) => name),
    );
    throw new PromptrailError(
      "unknown_key",
      `${environment} has no key "${named}".${hint} \`promptrail keys list\` shows the keys.`,
      { key: named },
    );
  }
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => id);
  throw new PromptrailError(
    "request_invalid",
    `Several keys are called "${named}": ${ids.join(", ")}. Give the id of one; \`promptrail keys list\` shows them.`,
    { key: named, ids },
  );
}
