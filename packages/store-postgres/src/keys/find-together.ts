import type { ApiKey } from "@promptrail/core/lifecycle";

/**
 * Looks for keys by their ids: all who ask while one statement is under way share the next one. However
 * many keys are presented at once, known or not, they take one connection.
 */
export function findTogether(
  read: (ids: readonly string[]) => Promise<readonly ApiKey[]>,
): (id: string) => Promise<ApiKey | null> {
  let running: Promise<unknown> = Promise.resolve();
  let gathering: Gathering | null = null;
  const gather = (): Gathering => {
    const ids = new Set<string>();
    const answer = running.then(async () => {
      gathering = null;
      return new Map((await read([...ids])).map((key) => [key.id, key]));
    });
    running = answer.catch(() => {});
    return { ids, answer };
  };
  return async (id) => {
    gathering ??= gather();
    gathering.ids.add(id);
    return (await gathering.answer).get(id) ?? null;
  };
}

interface Gathering {
  readonly ids: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, ApiKey>>;
}
