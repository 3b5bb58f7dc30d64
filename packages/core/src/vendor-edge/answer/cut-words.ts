import { cutText } from "../../errors/list-some.js";

/** What people read of an error, and what a log keeps of it. */
export const mostCharacters = 1_000;

/** A vendor's words for a message, cut where they are long: an error's body may be a whole page. */
export function cutWords(words: string): string {
  if (words.length <= mostCharacters) return words;
  return `${cutText(words, mostCharacters)} (${words.length} characters)`;
}
