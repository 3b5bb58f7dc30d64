import { seededRandom } from "../../statistics/resampling/seeded-random.js";

/** Characters of a shingle: short enough for Chinese, long enough that common syllables do not make texts alike. */
const shingleLength = 5;
/** A text of 0.8 of another's shingles shares a band with it but for 5 in 100,000; one of 0.3 with 6 in 100. */
const bands = 25;
const rows = 5;

/** The distinct runs of characters of a text, as 32-bit hashes (FNV-1a). */
export function toShingles(text: string): ReadonlySet<number> {
  const characters = [...text];
  const shingles = new Set<number>();
  const last = Math.max(0, characters.length - shingleLength);
  for (let at = 0; at <= last; at += 1) {
    shingles.add(hashText(characters.slice(at, at + shingleLength).join("")));
  }
  return shingles;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Odd factors and addends of the permutations; the same in every process. */
const permutations = drawPermutations();

function drawPermutations(): readonly { readonly factor: number; readonly addend: number }[] {
  const random = seededRandom(75);
  const draw = () => Math.floor(random() * 2 ** 32);
  return Array.from({ length: bands * rows }, () => ({ factor: draw() | 1, addend: draw() }));
}

/**
 * The keys of a set's bands: sets that share one may be alike, and sets that are alike share one. MinHash with banding:
 * Broder 1997, "On the resemblance and containment of documents"; Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, 3.4.
 */
export function toBandKeys(shingles: ReadonlySet<number>): readonly string[] {
  const least = permutations.map(({ factor, addend }) => {
    let smallest = 0xffffffff;
    for (const shingle of shingles) {
      const permuted = mix((Math.imul(shingle, factor) + addend) | 0);
      if (permuted < smallest) smallest = permuted;
    }
    return smallest;
  });
  return Array.from(
    { length: bands },
    (_, band) => `${band}:${least.slice(band * rows, (band + 1) * rows).join(",")}`,
  );
}

/** The finalizer of MurmurHash3: without it the high bits of a product decide alone. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The share of shingles that two sets have in common (Jaccard), 0 to 1. */
export function similarity(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 1 : common / all;
}
