import { findLongWords } from "../privacy/detectors/keys/long-words.js";
import { findVendorKeys } from "../privacy/detectors/keys/vendor-keys.js";

export const rootPath = "";

/** Paths end here: what is deeper has the path `a.b.c.*`. */
const mostNames = 4;
/** In characters: a feature is `missing:` and a path, or `list:`, a path and `:2^31`. */
const longestPath = 50;

/** What a program would call a field: a person's name or an id has other signs, or more digits. */
const identifier = /^(?!(?:\D*\d){4})[A-Za-z_][A-Za-z0-9_-]{0,31}$/;

/** Whether a name must not be told, beside those that look like data. */
export type HidesName = (name: string) => boolean;

/** A name of a property, and the path of the object that has it. */
interface NamedPlace {
  readonly path: string;
  readonly name: string;
}

/** The path of a property; a name that may be data, or holds a key, is `*`. */
export function toPath({ path, name }: NamedPlace, hidesName: HidesName): string {
  const isTold = identifier.test(name) && !holdsKey(name) && !hidesName(name);
  const shown = isTold ? name : "*";
  const longer = path === rootPath ? shown : `${path}.${shown}`;
  if (!isDeepest(path) && longer.length <= longestPath - ".*".length) return longer;
  return path.endsWith(".*") ? path : `${path}.*`;
}

function isDeepest(path: string): boolean {
  return path !== rootPath && path.split(".").length >= mostNames;
}

/** What else the built-in detectors know has a sign that no identifier has, or more digits. */
function holdsKey(name: string): boolean {
  return findLongWords(name).some((word) => findVendorKeys(name, word).length > 0);
}
