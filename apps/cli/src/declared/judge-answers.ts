import type { HelpGroup } from "./declared-command.js";

export const judgeAnswers: HelpGroup = {
  title: "Judge answers",
  commands: [
    {
      name: "judge",
      summary: "label answers, and find out how far a judge agrees with people",
      commands: [
        {
          usage: "label <family> [judge]",
          summary: "label answers of an eval's run for its judge, first those that tell most",
          flags: [
            ["--run <file>", "what `promptrail eval FAMILY --json` printed; needed"],
            ["--count <n>", "how many cases are drawn of it; default: 50"],
            [
              "--labels <file>",
              "the labels, a JSONL file for git; default: judges/FAMILY-JUDGE.labels.jsonl",
            ],
          ],
          examples: [
            "judge label product_description --run run.json",
            "judge label product_description reads_well --run run.json --count 100",
          ],
          load: async () => (await import("../commands/judge/label.js")).judgeLabelCommand,
        },
        {
          usage: "calibrate <family> [judge]",
          summary: "ask a judge about every labelled answer, and write its card",
          flags: [
            ["--labels <file>", "the labels; default: judges/FAMILY-JUDGE.labels.jsonl"],
            ["--card <file>", "where the card is written; default: judges/FAMILY-JUDGE.card.json"],
            [
              "--concurrency <n>",
              "how many labels are asked about at once; default: 4, at most 1024",
            ],
            ["--fresh", "ask about every label again; default: keep the votes of the same rubric"],
          ],
          examples: [
            "judge calibrate product_description",
            "judge calibrate product_description reads_well --fresh",
          ],
          load: async () => (await import("../commands/judge/calibrate.js")).judgeCalibrateCommand,
        },
      ],
    },
  ],
};
