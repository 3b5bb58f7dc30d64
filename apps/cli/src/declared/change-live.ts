import type { HelpGroup } from "./declared-command.js";
import { changeFlags, dryRunFlag, waitFlag } from "./shared-flags.js";

export const changeLive: HelpGroup = {
  title: "Change what is live",
  commands: [
    {
      usage: "deploy",
      summary:
        "register what the code declares in the store; exits 1 if that is not live afterwards",
      flags: [
        ["--reason <text>", "the reason, recorded in the history"],
        ["--evidence <file>", "first store the evidence of a file that `eval --evidence` wrote"],
        dryRunFlag,
      ],
      examples: [
        "deploy --env production --reason 'Release 12'",
        "deploy --env production --dry-run",
      ],
      load: async () => (await import("../commands/live/deploy.js")).deployCommand,
    },
    {
      usage: "promote <family> <version>",
      summary: "make a version active, on passing evidence",
      flags: [
        ["--reason <text>", "the reason, recorded in the history"],
        [
          "--evidence <file>",
          "first store the version's evidence of a file that `eval --evidence` wrote",
        ],
        ["--override <text>", "promote without evidence, for this reason"],
        [
          "--callers-ready",
          "confirm that callers already give what this version newly requires; recorded with the reason",
        ],
        ["--from <n>", "refuse if another version is active now"],
        waitFlag,
        dryRunFlag,
      ],
      examples: [
        "promote fraud_score 3 --reason 'A current model' --env production",
        "promote fraud_score 3 --reason 'A current model' --dry-run",
        "promote fraud_score 3 --reason 'Outage of the old model' --override 'No time for an eval'",
      ],
      load: async () => (await import("../commands/live/promote.js")).promoteCommand,
    },
    {
      usage: "rollback [family]",
      summary:
        "make an earlier version active, and put a hold on the family so that no deployment undoes it",
      flags: [
        ["--to <n>", "the version; default: the last active one that was not rolled back"],
        [
          "--from <n>",
          "the faulty version: where another is active, nothing changes; default: the active one, unless somebody rolled back within 10 s",
        ],
        ["--reason <text>", "the reason, recorded in the history"],
        waitFlag,
        ["--all", "roll back every family whose active version is on a faulty model or provider"],
        ["--model <name>", "with --all: the faulty model"],
        ["--provider <id>", "with --all: the faulty provider"],
        dryRunFlag,
        ["--yes", "with --all: do not ask for confirmation"],
        ["--idempotency-key <key>", "with --all: go on with a run that was interrupted"],
      ],
      examples: [
        "rollback fraud_score --reason 'Scores rose for no reason' --env production",
        "rollback fraud_score --from 3 --to 1 --wait --env production",
        "rollback fraud_score --dry-run",
        "rollback --all --model claude-sonnet-5-5 --reason 'The model is ill' --env production",
      ],
      load: async () => (await import("../commands/live/rollback/rollback.js")).rollbackCommand,
    },
    {
      usage: "resume <family>",
      summary:
        "end the hold that a rollback put on a family, so that deployments can change it again",
      flags: changeFlags,
      examples: ["resume fraud_score --reason 'The new text was reviewed' --env production"],
      load: async () => (await import("../commands/live/resume.js")).resumeCommand,
    },
    {
      usage: "shadow <family> [version]",
      summary:
        "run a version in parallel with the active one on the same inputs, or stop it with --off",
      flags: [
        ["--rate <share>", "the share of calls that are run on it as well, 0 to 1; default: 1"],
        ["--off", "end the shadow run"],
        ["--report", "show what both versions answered to the same inputs; changes nothing"],
        ["--limit <n>", "with --report: how many pairs; default: 20, at most 100"],
        ...changeFlags,
      ],
      examples: [
        "shadow fraud_score 3 --rate 0.1 --reason 'Compare the models' --env production",
        "shadow fraud_score --report --limit 5",
        "shadow fraud_score --off --reason 'Compared'",
      ],
      load: async () => (await import("../commands/live/shadow.js")).shadowCommand,
    },
    {
      usage: "archive <family> <version>",
      summary: "archive a version, so that it can never be activated again",
      flags: changeFlags,
      examples: ["archive fraud_score 3 --reason 'Fails its gate' --env production"],
      load: async () => (await import("../commands/live/archive.js")).archiveCommand,
    },
  ],
};
