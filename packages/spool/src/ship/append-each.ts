import { isPromptrailError } from "@promptrail/core/errors";

/** Appends all, and finds those that are refused whatever comes with them. Throws all else than refusals. */
export async function appendEach<Item>(
  items: readonly Item[],
  append: (items: readonly Item[]) => Promise<void>,
): Promise<readonly Item[]> {
  if (items.length === 0) return [];
  try {
    await append(items);
    return [];
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "call_rejected") throw error;
    if (items.length === 1) return items;
    const half = Math.ceil(items.length / 2);
    const refused = await appendEach(items.slice(0, half), append);
    return [...refused, ...(await appendEach(items.slice(half), append))];
  }
}
