/** The rules that a system text states. What it does not state, the simulated model does not follow. */
export interface Instructions {
  /** Infinity where no limit is stated. */
  readonly maxWords: number;
  /** 0 where none is stated. */
  readonly minWords: number;
  readonly bansSuperlatives: boolean;
  readonly secondPerson: boolean;
  readonly thirdPerson: boolean;
  readonly specificationsFirst: boolean;
  readonly forbidsInvention: boolean;
  readonly jsonOnly: boolean;
  readonly followsTrend: boolean;
  readonly followsSeason: boolean;
}

const negation =
  /\b(?:no|not|never|avoid|without|don['’]t|do not|ban(?:ned|s)?|refrain|exclude|omit|free of|leave out|rule out|forbidden|prohibited)\b/i;

/** "Never ignore the trend" demands the trend. */
const doubleNegation = /\b(?:do not|don['’]t|never)\s+(?:ignore|forget|overlook|miss|neglect)\b/gi;

const wordLimits = [
  /(?:max(?:imum)?(?: (?:of|length(?: of)?))?|at most|no more than|not more than|up to|not exceed(?:ing)?|within|under|below|fewer than|less than|limit(?:ed)?(?: (?:of|to|is))?|stay(?:ing)? (?:under|below|within))\s*[:=]?\s*(\d+)[\s-]*words?/i,
  /(\d+)[\s-]*words?\s*(?:or (?:fewer|less)|at most|max(?:imum)?|limit|long at most|ceiling)/i,
  /words?\s*(?:limit|count|maximum)[^.\d\n]{0,20}(\d+)/i,
];

const leastWords =
  /(?:at least|min(?:imum)?(?: (?:of|length(?: of)?))?|no fewer than|not fewer than|no less than)\s*[:=]?\s*(\d+)[\s-]*words?/i;

/** The rules that may exclude each other, by the words that state them. */
export const rules = {
  mostWords:
    /max|at most|no more than|not more than|up to|exceed|within|under|below|fewer than|less than|limit|or (?:fewer|less)/i,
  leastWords,
  secondPerson: /second[- ]person/i,
  thirdPerson: /third[- ]person/i,
};

/** Which sentence of a text is the first that states a rule; Infinity where none does. */
export function findRule(system: string, rule: RegExp): number {
  const at = splitSentences(system).findIndex(
    (sentence) =>
      rule.test(sentence) &&
      (rule !== rules.mostWords || readWordLimit(sentence) < Number.POSITIVE_INFINITY),
  );
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** Reads the rules out of a system text, sentence by sentence. */
export function readInstructions(system: string): Instructions {
  const sentences = splitSentences(system).map((sentence) => sentence.replace(doubleNegation, ""));
  const states = (subject: RegExp) => sentences.some((sentence) => subject.test(sentence));
  const demands = (subject: RegExp) =>
    sentences.some((sentence) => subject.test(sentence) && !negation.test(sentence));
  const bans = (subject: RegExp) =>
    sentences.some((sentence) => subject.test(sentence) && negation.test(sentence));
  return {
    maxWords: readWordLimit(system),
    minWords: Number(leastWords.exec(system)?.[1] ?? 0),
    bansSuperlatives: bans(/superlative|hyperbol|exaggerat|["'“‘]?\b(?:amazing|incredible)\b/i),
    secondPerson: demands(
      /second[- ]person|address (?:the )?\w+ (?:directly|as ["“]?you)|\byou\/your\b/i,
    ),
    thirdPerson: demands(/third[- ]person/i),
    specificationsFirst: demands(
      /(?:specification|spec|feature)s?\b.{0,60}\b(?:first|opening) sentence|(?:first|opening) sentence.{0,80}(?:specification|spec|feature)|(?:open|start|begin|lead)s? with the (?:key |main )?(?:specification|spec)/i,
    ),
    forbidsInvention:
      bans(/\b(?:invent|make up|made[- ]up|fabricat|hallucinat|assum|embellish)/i) ||
      states(
        /\bonly (?:use )?(?:the )?(?:information|attributes|facts|details|data)|\buse only\b/i,
      ),
    jsonOnly: sentences.some(
      (sentence) =>
        /json/i.test(sentence) &&
        /\bonly\b|nothing (?:else|but)|no (?:other|extra|additional|surrounding)?\s*(?:text|prose|words|commentary|markdown)|without any/i.test(
          sentence,
        ),
    ),
    followsSeason: demands(/\bseason/i),
    followsTrend: demands(/\b(?:trend|trends|growth|growing|momentum|slope|rising)\b/i),
  };
}

/** Sentences and list items: a rule never reaches past its own. */
export function splitSentences(text: string): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?;])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function readWordLimit(system: string): number {
  const limits = wordLimits.flatMap((pattern) => {
    const [, words] = pattern.exec(system) ?? [];
    return words === undefined ? [] : [Number(words)];
  });
  return Math.min(Number.POSITIVE_INFINITY, ...limits);
}
