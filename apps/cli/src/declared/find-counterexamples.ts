import type { HelpGroup } from "./declared-command.js";

export const findCounterexamples: HelpGroup = {
  title: "Find counterexamples",
  commands: [
    {
      usage: "fuzz <family>",
      summary:
        "look for inputs on which verdicts depend on what must not matter, and shrink them to one field",
      flags: [
        ["--version <n>", "the version; default: the active one"],
        [
          "--budget <dollars>",
          "stop before it would cost more, such as 2usd; default: 2 dollars, or none with --max-calls",
        ],
        ["--max-calls <n>", "stop before more answers would be asked for"],
        [
          "--inputs <n>",
          "how many different inputs each relation is tried on; default: 60, which find a fault of one input in twenty",
        ],
        [
          "--seed <n>",
          "draw the same inputs as an earlier run, which printed it; default: a new one",
        ],
        [
          "--write <file>",
          "add what is found as cases to a dataset's file, in its form; what it has stays",
        ],
        [
          "--concurrency <n>",
          "how many calls run at once; default: that of the suite, at most 1024",
        ],
        ["--fresh", "ask for every answer again; default: take those of the last 24 hours"],
      ],
      examples: [
        "fuzz ticket_summary --budget 2usd",
        "fuzz ticket_summary --version 2 --seed 7 --write data/tickets.jsonl",
      ],
      runsEvals: true,
      load: async () => (await import("../commands/fuzz/fuzz.js")).fuzzCommand,
    },
  ],
};
