import { losesDigits } from "./loses-digits.js";

const token = /["{}[\],]|-?\d[\d.eE+-]*/g;

interface Place {
  /** Of each list and object around a token: the index, or the key. */
  readonly path: PropertyKey[];
  /** True where the next text is a key. */
  isKeyNext: boolean;
}

/** Where a JSON text first holds a number that loses digits: its value no longer says how it was written. */
export function findLostNumber(text: string): readonly PropertyKey[] | null {
  const place: Place = { path: [], isKeyNext: false };
  const scanner = new RegExp(token);
  for (let found = scanner.exec(text); found !== null; found = scanner.exec(text)) {
    const [sign] = found;
    if (sign === '"') {
      scanner.lastIndex = findEnd(text, found.index);
      if (place.isKeyNext) enterKey(place, text.slice(found.index, scanner.lastIndex));
    } else if (/\d/.test(sign)) {
      if (losesDigits(sign)) return place.path;
    } else {
      move(place, sign);
    }
  }
  return null;
}

/** The place behind the closing quote of the text that begins here. */
function findEnd(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

function enterKey(place: Place, quoted: string): void {
  place.path[place.path.length - 1] = String(JSON.parse(quoted));
  place.isKeyNext = false;
}

function move(place: Place, sign: string): void {
  const { path } = place;
  const last = path.at(-1);
  if (sign === "{" || sign === "[") path.push(sign === "[" ? 0 : "");
  else if (sign !== ",") path.pop();
  else if (typeof last === "number") path[path.length - 1] = last + 1;
  place.isKeyNext = sign === "{" || (sign === "," && typeof last === "string");
}
