import type { DeclaredFlag, HelpGroup } from "./declared-command.js";

const callsFlags: readonly DeclaredFlag[] = [
  ["--since <when>", "production's calls since then: 7d, 12h, 2026-11-30; default: 28d"],
  [
    "--calls <n>",
    "how many of them are looked at, the newest first; default: 2000, at most 100000",
  ],
];

export const workOnDatasets: HelpGroup = {
  title: "Work on datasets",
  commands: [
    {
      name: "dataset",
      summary: "see what a dataset lacks, and add what production or a schema has",
      commands: [
        {
          usage: "stats <dataset>",
          summary:
            "what a family's dataset, or a file, is made of, beside what production's inputs look like",
          flags: callsFlags,
          examples: [
            "dataset stats ticket_summary --since 7d",
            "dataset stats datasets/tickets.csv",
          ],
          load: async () => (await import("../commands/dataset/stats.js")).datasetStatsCommand,
        },
        {
          usage: "from-calls <family>",
          summary: "show logged calls to a person, who makes cases of them, one by one",
          flags: [
            ...callsFlags,
            ["--limit <n>", "how many calls are shown; default: 20"],
            ["--thin", "only calls whose shapes the dataset has little of, of each shape in turn"],
            ["--seed <n>", "another seed draws other calls; default: 1"],
            ["--tag <name...>", "tags of every accepted case"],
            ["--to <file>", "where the cases go; default: the file of the family's dataset"],
          ],
          examples: [
            "dataset from-calls ticket_summary --since 7d --thin --env production",
            "dataset from-calls ticket_summary --limit 50 --tag production",
          ],
          load: async () =>
            (await import("../commands/dataset/from-calls.js")).datasetFromCallsCommand,
        },
      ],
    },
  ],
};
