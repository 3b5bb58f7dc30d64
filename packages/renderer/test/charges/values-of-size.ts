import { Dict } from "../../src/values/dict.js";
import {
  LazySequence,
  MappingView,
  makeList,
  RangeValue,
  Tuple,
} from "../../src/values/sequences.js";

const meter = { charge: () => {}, scan: () => {} };

function fill<Item>(size: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: size }, (_, index) => item(index));
}

function toDict(size: number): Dict {
  const dict = new Dict();
  for (let index = 0; index < size; index += 1) dict.set(meter, `k${index}`, index);
  return dict;
}

/** A value of each kind that an operation may meet, with so many characters or items. */
export const valuesOfSize: Readonly<Record<string, (size: number) => unknown>> = {
  words: (size) => "one two ".repeat(size / 8),
  "one word": (size) => "x".repeat(size),
  "lines and markup": (size) => "<a href='x'>1</a>&\n\t".repeat(size / 20),
  "letters with accents": (size) => "Éé-Ññ ".repeat(size / 6),
  "characters beyond 16 bits": (size) => "👍a".repeat(size / 3),
  sigmas: (size) => "Σ".repeat(size),
  digits: (size) => "1".repeat(size),
  blanks: (size) => `${" ".repeat(size)}a a`,
  "fields of a format": (size) => "%s {0} {0[0]:>3} ".repeat(size / 17),
  "open brackets": (size) => "{a[".repeat(size / 3),
  "a list of numbers": (size) => fill(size, (index) => index % 7),
  "a list of texts": (size) => fill(size, (index) => `text ${index}`),
  "a list of objects": (size) => fill(size, (index) => ({ a: index % 7, b: `text ${index}` })),
  "a list of pairs": (size) => fill(size, (index) => [`k${index}`, index]),
  "a list that the template made": (size) => makeList(fill(size, (index) => index % 7)),
  "a tuple": (size) => new Tuple(fill(size, (index) => index % 7)),
  "a tuple of texts": (size) => new Tuple(fill(size, (index) => `text ${index}`)),
  "a range": (size) => new RangeValue(0, size, 1),
  "a lazy sequence": (size) =>
    new LazySequence(
      fill(size, (index) => index % 7),
      "map",
    ),
  "a view of a mapping": (size) =>
    new MappingView(
      "keys",
      fill(size, (index) => `k${index}`),
    ),
  "an object": (size) => Object.fromEntries(fill(size, (index) => [`k${index}`, index])),
  "a map": (size) => new Map(fill(size, (index) => [`k${index}`, index])),
  "a mapping that the template made": toDict,
};
