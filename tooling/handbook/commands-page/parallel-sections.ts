import type { ShownSection } from "./shown-command.ts";

/** A version that runs in parallel, and what is compared. */
export const parallelSections: readonly ShownSection[] = [
  {
    title: "shadow",
    commands: [
      {
        text: "Runs a version beside the active one, on the same inputs. `--off` ends it.",
        line: "promptrail shadow inventory_forecast 3 --rate 0.25 --reason 'Compare the models'",
      },
    ],
  },
  {
    title: "compare",
    commands: [
      {
        text: "Compares two versions on the same inputs: on pairs of a production call and its shadow run, or on the suite's dataset. [Compare versions](calls/compare.md) tells how to read it.",
        line: "promptrail compare fraud_score --a 1 --b 2 --from dataset --examples 1",
        lines: 14,
      },
    ],
  },
];
