/** The part of a page that a script writes, between `<!-- NAME: … -->` and `<!-- NAME ends -->`. */
export function readSection(page: string, name: string): string {
  return split(page, name).section;
}

export function replaceSection(page: string, name: string, section: string): string {
  const { before, after } = split(page, name);
  return `${before}\n${section}\n${after}`;
}

function split(page: string, name: string) {
  const begin = page.indexOf(`<!-- ${name}:`);
  const start = page.indexOf("\n", begin) + 1;
  const end = page.indexOf(`<!-- ${name} ends -->`);
  if (begin === -1 || end < start) throw new Error(`The page has no section "${name}".`);
  return {
    before: page.slice(0, start),
    section: page.slice(start, end).trim(),
    after: `\n${page.slice(end)}`,
  };
}
