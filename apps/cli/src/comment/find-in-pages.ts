/** Of a list that comes in pages. */
const pageSize = 100;
const mostPages = 100;

/**
 * The first item of a list that fits, page by page; null where none does, also behind 10,000 items.
 *
 * @param read the items of a page, by its part of a query.
 */
export async function findInPages<Item>(
  read: (query: string) => Promise<readonly Item[]>,
  fits: (item: Item) => boolean,
): Promise<Item | null> {
  for (let page = 1; page <= mostPages; page += 1) {
    const items = await read(`per_page=${pageSize}&page=${page}`);
    const found = items.find(fits);
    if (found !== undefined) return found;
    if (items.length < pageSize) return null;
  }
  return null;
}
