import type { HelpGroup } from "./declared-command.js";

export const compareVersions: HelpGroup = {
  title: "Compare versions",
  commands: [
    {
      usage: "compare <family>",
      summary:
        "compare two versions on the same inputs: by shadow runs beside real traffic, or on the suite's dataset",
      flags: [
        ["--a <n>", "the version that the other one is compared with; default: the active one"],
        ["--b <n>", "the candidate; default: the version that runs in parallel"],
        ["--from <source>", "where the pairs come from: shadow (default) or dataset"],
        ["--limit <n>", "of shadow runs: the newest n pairs; default: 2000, at most 20000"],
        ["--since <time>", "of shadow runs: only those since: 2h, 7d, 2026-11-30"],
        ["--examples <n>", "how many pairs that differ most are shown; default: 5"],
        ["--markdown", "print Markdown, as for a pull request"],
        ["--concurrency <n>", "on the dataset: how many calls run at once; default: the suite's"],
        ["--max-cost <dollars>", "on the dataset: stop before the new calls would cost more"],
        ["--fresh", "on the dataset: ask every case again; default: go on where a run stopped"],
      ],
      examples: [
        "compare fraud_score --env production",
        "compare fraud_score --a 2 --b 3 --since 7d --env production",
        "compare fraud_score --markdown --examples 0 --env production",
        "compare ticket_summary --b 2 --from dataset",
      ],
      runsEvals: true,
      load: async () => (await import("../commands/compare/compare.js")).compareCommand,
    },
  ],
};
