/** Words that a message must not use, and what it says instead. The page `tooling/handbook/words/messages.md` shows the same table. */
export interface Replacement {
  /** As the page shows it. */
  readonly not: string;
  readonly instead: string;
  readonly pattern: RegExp;
}

export const replacements: readonly Replacement[] = [
  {
    not: "X is away",
    instead: "X cannot be reached",
    pattern: /\bis away\b/,
  },
  {
    not: "registered with another content, another hash",
    instead: "already registered with different content, a different hash",
    pattern: /\banother (content|hash|text)\b/,
  },
  {
    not: "the body is not right",
    instead: "the body is not valid: what is wrong with it",
    pattern: /\b(is|are) not right\b/,
  },
  {
    not: "X is told, it is told once",
    instead: "X is reported, is shown, is logged",
    pattern: /\b(is|are|was|were) told\b|\btold (to|this|once)\b/,
  },
  {
    not: "made live",
    instead: "activated, promoted",
    pattern: /\bma[dk]es? live\b/,
  },
  {
    not: "X says Y (a config, a verdict, a hash)",
    instead: "X is Y, X names Y",
    pattern: /\bsays\b/,
  },
  {
    not: "a hold stands, it stands in the history, what stands between",
    instead: "a hold is in place, it is recorded in the history, a proxy in between",
    pattern: /\bstands?\b(?! for)/,
  },
  {
    not: "it speaks for nothing, it speaks no TLS",
    instead: "it does not count as evidence, it does not support TLS",
    pattern: /\bspeaks?\b/,
  },
  {
    not: "nobody knows, nobody can say",
    instead: "it is not known",
    pattern: /\b[Nn]obody\b/,
  },
  {
    not: "X is gone",
    instead: "X was deleted, no longer exists",
    pattern: /\b(is|are) gone\b/,
  },
  {
    not: "no sign of life, it lives",
    instead: "no heartbeat, it runs",
    pattern: /\bsigns? of life\b|\b(shows?|showed) (no )?life\b|\bit lives\b|\blives? now\b/,
  },
  {
    not: "it is no JSON, it is no object",
    instead: "it is not JSON, it is not an object",
    pattern: /(?<![Tt]here )\b(is|are) no (?!longer\b|more\b|worse\b)/,
  },
  {
    not: "a text holds a character",
    instead: "a text contains a character",
    pattern: /\bholds? (a|an|no|more|something|half|the|signs|characters|another)\b/,
  },
  {
    not: "it holds itself",
    instead: "it contains itself",
    pattern: /\bholds itself\b/,
  },
  {
    not: "put it back",
    instead: "restore it",
    pattern: /\b[Pp]ut(s)? (it |\w+ )?back\b/,
  },
  {
    not: "the checksum does not hold, does not fit",
    instead: "the checksum does not match",
    pattern: /\bchecksum does not (hold|fit)\b/,
  },
  {
    not: "JSON cannot say it",
    instead: "JSON cannot represent it",
    pattern: /\bcannot say\b/,
  },
  {
    not: "look at what, look at who",
    instead: "check what, check who",
    pattern: /\b[Ll]ook(s)? at (what|who)\b/,
  },
  {
    not: "written anew, start it anew",
    instead: "written again, restart it",
    pattern: /\banew\b/,
  },
  {
    not: "X alone",
    instead: "only X",
    pattern: /\balone\b/,
  },
  {
    not: "for want of X",
    instead: "because there is no X",
    pattern: /\bfor want of\b/,
  },
  {
    not: "takes its place, works on",
    instead: "replaces it, remains valid",
    pattern: /\btakes? (this|another) one's place\b|\bworks on\b/,
  },
  {
    not: "an own filter",
    instead: "a filter of the prompt, its own filter",
    pattern: /\b(an|the) own\b/,
  },
  {
    not: "the connection was cut, broke off",
    instead: "the connection was closed",
    pattern: /\bwas cut\b(?! or)|\bbroke off\b/,
  },
  {
    not: "the caller gave up",
    instead: "the caller cancelled",
    pattern: /\bgave up\b/,
  },
  {
    not: "Is it running?",
    instead: "Check that it is running.",
    pattern: /\b(Is|Was|Are) [^.]*\?/,
  },
];
