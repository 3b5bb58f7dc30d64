export const rootPath = "";

/** Paths end here: what is deeper has the path `a.b.c.*`. */
const mostNames = 4;
/** In characters: a feature is `missing:` and a path, or `list:`, a path and `:2^31`. */
const longestPath = 50;

/** What a program would call a field: a person's name or an id has other signs, or more digits. */
const identifier = /^(?!(?:\D*\d){4})[A-Za-z_][A-Za-z0-9_-]{0,31}$/;

/** The path of a property; a name that may be data is `*`. */
export function toPath(path: string, name: string): string {
  const shown = identifier.test(name) ? name : "*";
  const longer = path === rootPath ? shown : `${path}.${shown}`;
  if (!isDeepest(path) && longer.length <= longestPath - ".*".length) return longer;
  return path.endsWith(".*") ? path : `${path}.*`;
}

function isDeepest(path: string): boolean {
  return path !== rootPath && path.split(".").length >= mostNames;
}
