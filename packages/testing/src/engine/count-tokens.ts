const wideScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What one character weighs: Latin text has about four to a token, CJK text one. */
function weigh(character: string): number {
  return wideScript.test(character) ? 1 : 0.25;
}

/** About how many tokens a text is; at least 1 for a text that is not empty. */
export function countTokens(text: string): number {
  let weight = 0;
  for (const character of text) weight += weigh(character);
  return Math.ceil(weight);
}

/** The beginning of a text that fits into `maxTokens`, cut wherever that is. */
export function cutToTokens(text: string, maxTokens: number): string {
  let weight = 0;
  let kept = "";
  for (const character of text) {
    weight += weigh(character);
    if (weight > maxTokens) return kept;
    kept += character;
  }
  return kept;
}
