import { stopWords } from "./stop-words.js";

/** Scripts that one language is mostly written in. */
const languageOf: Readonly<Record<string, string>> = {
  kana: "ja",
  hangul: "ko",
  greek: "el",
  hebrew: "he",
  thai: "th",
  armenian: "hy",
  georgian: "ka",
  devanagari: "hi",
  bengali: "bn",
  gurmukhi: "pa",
  gujarati: "gu",
  tamil: "ta",
  telugu: "te",
  kannada: "kn",
  malayalam: "ml",
  ethiopic: "am",
  khmer: "km",
  han: "zh",
};

const languages = Object.keys(stopWords);
const languagesOf = groupByWord();

function groupByWord(): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [place, language] of languages.entries()) {
    for (const word of new Set(stopWords[language]?.split(" "))) {
      groups.set(word, [...(groups.get(word) ?? []), place]);
    }
  }
  return groups;
}

/** Letters and marks of the languages with words here; the classes of Unicode would take three times as long. */
const word = /[a-z\u00aa-\u1fff]+/g;
/** So many characters decide, and more are not looked at. */
const mostCharacters = 800;
const fewestWords = 12;

/** The language of most texts, as one feature; none where there are too few words to tell. */
export function findLanguage(
  texts: readonly string[],
  scripts: ReadonlyMap<string, number>,
): readonly string[] {
  const letters = [...scripts.values()].reduce((sum, count) => sum + count, 0);
  if (letters === 0) return [];
  const share = (script: string): number => (scripts.get(script) ?? 0) / letters;
  // Japanese has more Han than kana, and both.
  if (share("kana") >= 0.1 && share("kana") + share("han") >= 0.5) return ["language:ja"];
  const single = Object.keys(languageOf).find((script) => share(script) >= 0.5);
  if (single !== undefined) return [`language:${languageOf[single]}`];
  const words = takeWords(texts);
  return words.length < fewestWords ? [] : [`language:${findByWords(words) ?? "unknown"}`];
}

/** Of each text its part of the words, so that their order changes nothing. */
function takeWords(texts: readonly string[]): readonly string[] {
  const all = texts.reduce((sum, text) => sum + text.length, 0);
  const part = Math.min(1, mostCharacters / all);
  return texts.flatMap((text) => {
    const sample = part === 1 ? text : text.slice(0, Math.ceil(text.length * part));
    return sample.toLowerCase().match(word) ?? [];
  });
}

/**
 * A paragraph has a quarter or more of its language's words; one in ten is enough. A word that several
 * languages have counts for each its part, and the best must be clearly better than the next.
 */
function findByWords(words: readonly string[]): string | null {
  const hits = languages.map(() => ({ count: 0, weight: 0 }));
  for (const each of words) {
    const places = languagesOf.get(each) ?? [];
    for (const place of places) {
      const hit = hits[place];
      if (hit === undefined) continue;
      hit.count += 1;
      hit.weight += 1 / places.length;
    }
  }
  const [best, next] = hits.toSorted((one, other) => other.weight - one.weight);
  if (best === undefined || next === undefined) return null;
  const isEnough = best.count >= 3 && best.count * 10 >= words.length;
  if (!isEnough || best.weight < next.weight * 1.3) return null;
  return languages[hits.indexOf(best)] ?? null;
}
