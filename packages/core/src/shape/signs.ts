/** First and last code of the blocks of Unicode that a script is mostly written with. */
const blocks: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  latin: [
    [0x41, 0x5a],
    [0x61, 0x7a],
    [0xc0, 0xd6],
    [0xd8, 0xf6],
    [0xf8, 0x24f],
    [0x1e00, 0x1eff],
    [0xff21, 0xff3a],
    [0xff41, 0xff5a],
  ],
  greek: [
    [0x370, 0x3ff],
    [0x1f00, 0x1fff],
  ],
  cyrillic: [[0x400, 0x52f]],
  armenian: [[0x531, 0x58f]],
  hebrew: [[0x5d0, 0x5f4]],
  arabic: [
    [0x620, 0x65f],
    [0x66e, 0x6d3],
    [0x6fa, 0x6ff],
    [0x750, 0x77f],
    [0x8a0, 0x8ff],
    [0xfb50, 0xfdff],
    [0xfe70, 0xfefc],
  ],
  devanagari: [[0x900, 0x963]],
  bengali: [[0x980, 0x9e3]],
  gurmukhi: [[0xa00, 0xa65]],
  gujarati: [[0xa80, 0xae5]],
  tamil: [[0xb80, 0xbe5]],
  telugu: [[0xc00, 0xc65]],
  kannada: [[0xc80, 0xce5]],
  malayalam: [[0xd00, 0xd65]],
  thai: [[0xe01, 0xe4e]],
  georgian: [[0x10a0, 0x10ff]],
  ethiopic: [[0x1200, 0x135f]],
  khmer: [[0x1780, 0x17d3]],
  hangul: [
    [0x1100, 0x11ff],
    [0x3130, 0x318f],
    [0xac00, 0xd7af],
  ],
  kana: [
    [0x3041, 0x30ff],
    [0x31f0, 0x31ff],
    [0xff66, 0xff9d],
  ],
  han: [
    [0x3400, 0x4dbf],
    [0x4e00, 0x9fff],
    [0xf900, 0xfaff],
  ],
};

const names = Object.keys(blocks);
/** Of each code unit a number: that of its script, or one of these. */
const plain = names.length;
const digit = plain + 1;
const space = plain + 2;
const kinds = fillKinds();

function fillKinds(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(plain);
  for (const [place, name] of names.entries()) {
    for (const [first, last] of blocks[name] ?? []) table.fill(place, first, last + 1);
  }
  table.fill(space, 0, 0x21);
  for (const code of [0xa0, 0x2028, 0x2029, 0x202f, 0x3000, 0xfeff]) table[code] = space;
  for (const zero of [0x30, 0x660, 0x6f0, 0x966, 0xff10]) table.fill(digit, zero, zero + 10);
  return table;
}

export interface SignCounts {
  /** Letters, by script. */
  readonly scripts: ReadonlyMap<string, number>;
  readonly digits: number;
  /** All that are no space. */
  readonly all: number;
}

/** Counts letters, digits and the rest of texts; `numbers` are digits beside them. */
export function countSigns(texts: readonly string[], numbers: number): SignCounts {
  const counts = new Uint32Array(space + 1);
  let length = 0;
  for (const text of texts) {
    length += text.length;
    for (let place = 0; place < text.length; place += 1) {
      const kind = kinds[text.charCodeAt(place)] ?? plain;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  const scripts = names.map((name, place) => [name, counts[place] ?? 0] as const);
  return {
    scripts: new Map(scripts.filter(([, count]) => count > 0)),
    digits: (counts[digit] ?? 0) + numbers,
    all: length - (counts[space] ?? 0) + numbers,
  };
}
