/**
 * Scripts whose words stand side by side without spaces. Hangul has spaces, but its particles join the word:
 * 최고 stands in 최고의, too.
 */
const joinedScripts = [
  ...["Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Yi"],
  ...["Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Javanese", "Balinese"],
  ...["Tai_Le", "New_Tai_Lue", "Tai_Tham", "Tai_Viet", "Ahom"],
];
// By its extensions, since the long vowel ー belongs to no script alone.
const joined = `[${joinedScripts.map((script) => `\\p{scx=${script}}`).join("")}]`;
const letter = `[[\\p{L}\\p{Nd}]--${joined}]`;
/** What changes the letter before it; an enclosing mark makes a sign of it, as in the keycap 1⃣. */
const mark = "[\\p{M}--\\p{Me}]";

/** Soft hyphens, spaces and joiners without width, and the selectors of emoji. */
const unseen = /\p{Variation_Selector}|[\u00AD\u200B\u2060\uFEFF]/gu;

const beginsWord = new RegExp(`^${letter}(?!\\p{Me})`, "v");
const endsWord = new RegExp(`${letter}${mark}*$`, "v");

/** What models write around a word: `**ever**`. */
const markup = "[*_~`]*";

/**
 * Finds a phrase in a folded text, in whatever case. Where it begins or ends with a letter or digit of a script with spaces,
 * a word must begin or end there: `\b` knows ASCII letters only. One space stands for any white space, with
 * markup around it.
 */
export function toPhrasePattern(phrase: string): RegExp {
  const { before, text, after } = toPhraseParts(phrase);
  return new RegExp(`${before}(?:${text})${after}`, "iv");
}

/** Finds any of several phrases, as `toPhrasePattern` finds each. Its edges are compiled once: they are what takes time. */
export function toAnyPhrasePattern(phrases: readonly string[]): RegExp {
  const parts = phrases.map(toPhraseParts);
  const groups = Map.groupBy(parts, ({ before, after }) => `${before}\n${after}`);
  const patterns = Array.from(groups.values(), (group) => {
    const texts = group.map(({ text }) => text).join("|");
    return `${group[0]?.before ?? ""}(?:${texts})${group[0]?.after ?? ""}`;
  });
  return new RegExp(patterns.join("|"), "iv");
}

function toPhraseParts(phrase: string) {
  const text = foldText(phrase);
  const escaped = text
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replace(/(?<=\S) (?=\S)/g, `${markup}\\s+${markup}`);
  const before = beginsWord.test(text) ? `(?<!${letter}${mark}*)` : "";
  const after = endsWord.test(text) ? `(?!${letter}|${mark})` : "";
  return { before, text: escaped, after };
}

/**
 * One form of what reads the same: composed letters, ligatures and full-width ones taken apart, ß as ss, plain
 * quotes and hyphens, nothing that cannot be seen, and emoji without a word on their colours. Signs such as ™
 * and ① stay: taken apart they would be letters.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFC")
    .replace(unseen, "")
    .replace(/[\p{L}\p{Nd}\p{P}]/gu, (sign) => sign.normalize("NFKC"))
    .replace(/[‘’‛ʼ′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑]/g, "-")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFC");
}
