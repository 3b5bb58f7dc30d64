import type { ShownSection } from "./shown-command.ts";

/** Counterexamples. */
export const fuzzSection: ShownSection = {
  title: "fuzz",
  commands: [
    {
      text: "Looks for inputs on which the verdicts of a suite's evals depend on what must not matter, such as the order of attributes or instructions in a text, and shrinks what it finds to one field: [counterexamples](evals/fuzz.md). A failure counts only once further answers have confirmed it. It exits 1 where it finds one, and where it could not decide.",
      line: "promptrail fuzz fraud_score --seed 7",
      lines: 7,
    },
  ],
};
