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

const beginsWord = new RegExp(`^${letter}(?!\\p{Me})`, "v");
const endsWord = new RegExp(`${letter}${mark}*$`, "v");

/**
 * Finds a phrase, in whatever case. Where it begins or ends with a letter or digit of a script with spaces,
 * a word must begin or end there: `\b` knows ASCII letters only. One space stands for any white space.
 */
export function toPhrasePattern(phrase: string): RegExp {
  const text = foldText(phrase);
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/(?<=\S) (?=\S)/g, "\\s+");
  const before = beginsWord.test(text) ? `(?<!${letter}${mark}*)` : "";
  const after = endsWord.test(text) ? `(?!${letter}|${mark})` : "";
  return new RegExp(`${before}(?:${escaped})${after}`, "iv");
}

/** One form of what looks the same: composed letters, and emoji without a word on their colours. */
export function foldText(text: string): string {
  return text.normalize("NFC").replace(/[\uFE0E\uFE0F]/g, "");
}
