import type { HelpGroup } from "./declared-command.js";

export const evaluateVersions: HelpGroup = {
  title: "Evaluate versions",
  commands: [
    {
      usage: "eval [family]",
      summary:
        "run suites; a version that is compared with the active one gets evidence for its promotion",
      flags: [
        ["--version <n>", "the candidate; default: only the active version"],
        [
          "--changed",
          "in memory: each version that is new or newly active since the merge base, against the version that was active there",
        ],
        [
          "--against <ref>",
          "with --changed: the git ref; default: PROMPTRAIL_AGAINST, else the remote's main branch",
        ],
        [
          "--evidence <file>",
          "write the evidence to a file instead of the store; `promote` and `deploy` take it with --evidence, a server by HTTP",
        ],
        ["--html <file>", "write the report as one HTML page, with plots and the worst cases"],
        [
          "--markdown <file>",
          "write it as Markdown for a pull request, under GitHub's limit; its first line marks the comment, so that it is updated in place",
        ],
        ["--junit <file>", "write it as JUnit XML: a test for each case and each eval"],
        [
          "--supersede <reason>",
          "let this run decide in the place of an earlier one of the same content, baseline, dataset and suite; the reason is recorded",
        ],
        [
          "--show-failures <n>",
          "the first n failures whole: input, expected, each version's answer",
        ],
        ["--case <id...>", "only these cases: no verdict, no evidence"],
        ["--tag <name...>", "only the cases with one of these tags: no verdict, no evidence"],
        ["--filter <pattern>", "only the cases in whose id it is found: no verdict, no evidence"],
        ["--sample <n>", "only n cases, the same ones each time: no verdict, no evidence"],
        ["--limit <n>", "only the first n cases: no verdict, no evidence"],
        ["--max-cost <dollars>", "stop before the next case would cost more, its judges too"],
        [
          "--max-calls <n>",
          "stop before more answers would be asked for; those of judges are not counted",
        ],
        [
          "--retry-errors",
          "ask once more, after the last case, for each answer that a vendor's passing fault kept away",
        ],
        [
          "--concurrency <n>",
          "how many calls run at once; default: that of the suite, at most 1024",
        ],
        [
          "--workers",
          "let `promptrail worker` processes ask the cases; needs PostgreSQL. Evals and gate run here",
        ],
        [
          "--fresh",
          "ask for every answer again; default: take those to the same content of the last 24 hours; implied by --supersede",
        ],
        [
          "--models <names>",
          "run the prompt on these models, too: cost and quality beside the version's own model; no evidence. MODEL or PROVIDER/MODEL, with commas",
        ],
        ["--write", "with --models: write the next draft on the cheapest model that is not worse"],
        [
          "--watch",
          "run it again after each change of the project's files, with the answers that are kept; until Ctrl-C",
        ],
      ],
      examples: [
        "eval ticket_summary",
        "eval ticket_summary --sample 20 --watch",
        "eval ticket_summary --version 2 --show-failures 5 --env production",
        "eval ticket_summary --models gpt-5-mini,claude/claude-haiku-4-5 --max-cost 5",
        "eval --changed --against origin/main --max-cost 5",
        "eval ticket_summary --version 2 --html report.html --junit junit.xml",
      ],
      runsEvals: true,
      load: async () => (await import("../commands/evaluate/eval.js")).evalCommand,
    },
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
