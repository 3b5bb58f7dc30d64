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
        {
          usage: "generate <dataset>",
          summary:
            "write variants of a family's cases, or of a file's: short, CJK, right to left, emoji, currencies, empty, huge, hostile",
          flags: [
            ["--count <n>", "at most so many, of each kind in turn; default: 40"],
            ["--seed <n>", "another seed makes other variants; default: 1"],
            ["--to <file>", "where they go; default: NAME.variants.jsonl beside the dataset"],
            ["--into-dataset", "write them into the dataset itself, where its suite reads them"],
          ],
          examples: [
            "dataset generate ticket_summary --count 80",
            "dataset generate datasets/tickets.yaml --seed 2 --to datasets/more.yaml",
          ],
          load: async () =>
            (await import("../commands/dataset/generate.js")).datasetGenerateCommand,
        },
        {
          usage: "dedupe <dataset>",
          summary: "show the cases of a family's file, or of a file, that are alike",
          flags: [
            [
              "--similarity <share>",
              "from which share of common five-character pieces on two cases are alike; default: 0.8",
            ],
            [
              "--write",
              "remove those that add nothing, and put into one cluster those whose ground truth or tags differ",
            ],
          ],
          examples: [
            "dataset dedupe ticket_summary",
            "dataset dedupe datasets/tickets.yaml --similarity 0.9 --write",
          ],
          load: async () => (await import("../commands/dataset/dedupe.js")).datasetDedupeCommand,
        },
        {
          usage: "split <dataset>",
          summary: "write the parts of a family's file, or of a file, without dividing a cluster",
          flags: [
            [
              "--into <parts>",
              "names and shares, in percent or as fractions of 1: train=80,test=20; needed",
            ],
            [
              "--seed <n>",
              "give the same one each time, and no case changes its part; default: the one of up to 200 that balances the tags best",
            ],
            ["--to <folder>", "where the parts go; default: beside the file"],
          ],
          examples: [
            "dataset split ticket_summary --into train=80,test=20",
            "dataset split datasets/tickets.csv --into train=70,dev=15,test=15 --seed 12",
          ],
          load: async () => (await import("../commands/dataset/split.js")).datasetSplitCommand,
        },
      ],
    },
  ],
};
