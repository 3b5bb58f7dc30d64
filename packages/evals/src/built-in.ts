export {
  type CalledToolsSettings,
  calledTools,
  type ExpectedCall,
} from "./evals/call/called-tools.js";
export { type JudgedOutcome, outcomeIs } from "./evals/call/outcome-is.js";
export { maxCost, maxDuration, maxTokens, type TokenLimits } from "./evals/call/spending.js";
export {
  type SentencesSettings,
  sentencesBetween,
  wordsBetween,
} from "./evals/count/count-between.js";
export { countSentences, countWords } from "./evals/count/count-words.js";
export { type LengthRange, lengthBetween } from "./evals/count/length-between.js";
export { maxWords } from "./evals/count/max-words.js";
export type { CountRange } from "./evals/count/range.js";
export type { CaseSettings, CheckSettings } from "./evals/definition/check-settings.js";
export type { CaseFacts, OfCase } from "./evals/definition/of-case.js";
export type { Tolerance } from "./evals/definition/tolerance.js";
export { fail, pass } from "./evals/eval-verdicts.js";
export {
  type GroundedNamesSettings,
  type GroundedNumbersSettings,
  type GroundedSettings,
  groundedNames,
  groundedNumbers,
} from "./evals/grounding/grounded.js";
export { type JsonFieldSettings, jsonField } from "./evals/json/json-field.js";
export { type ValidJsonSettings, validJson } from "./evals/json/valid-json.js";
export type { AddressLanguage } from "./evals/language/address-words.js";
export { inLanguage } from "./evals/language/in-language.js";
export { type SecondPersonSettings, secondPerson } from "./evals/language/second-person.js";
export { type NotSettings, not } from "./evals/not.js";
export type { BiasEstimate } from "./evals/number/estimate-bias.js";
export { type NumericBias, numericBias } from "./evals/number/numeric-bias.js";
export { numericError } from "./evals/number/numeric-error.js";
export type { NumericSettings } from "./evals/number/numeric-settings.js";
export type { Numbers } from "./evals/number/read-numbers.js";
export { type ContainsSettings, contains, containsAny } from "./evals/text/contains.js";
export { type EditSimilaritySettings, editSimilarity } from "./evals/text/edit-similarity.js";
export {
  type EmbeddingSimilaritySettings,
  embeddingSimilarity,
} from "./evals/text/embedding-similarity.js";
export { type EqualsSettings, equals } from "./evals/text/equals.js";
export { matchesPattern } from "./evals/text/matches-pattern.js";
export { type EdgeSettings, endsWith, startsWith } from "./evals/text/starts-with.js";
export { mustContain, mustNotContain } from "./evals/text/terms.js";
export type { Texts } from "./evals/text/wanted-texts.js";
export { type ClaimsRubricSettings, claimsRubric } from "./judge/rubric/claims-rubric.js";
