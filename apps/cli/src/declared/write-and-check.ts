import type { lockFileName } from "@promptrail/core/lifecycle";
import { templateHostNames } from "../project/importing/template-host-names.js";
import type { HelpGroup } from "./declared-command.js";

/** Its name alone is known here: what reads and writes it is loaded with a command. */
const lockFile: typeof lockFileName = "prompts.lock.json";

export const writeAndCheck: HelpGroup = {
  title: "Write and check prompts, without a database",
  commands: [
    {
      usage: "init [folder]",
      summary:
        "write a working project, or what an existing one lacks: a config, a prompt, a suite, a dataset, settings, a CI workflow",
      flags: [
        [
          "--ci <host>",
          "write the whole pipeline for github or gitlab: check, evals, a comment on the pull request, reports and evidence as files",
        ],
      ],
      examples: ["init", "init prompts-project", "init --ci github"],
      load: async () => (await import("../commands/init.js")).initCommand,
    },
    {
      usage: "new <family>",
      summary:
        "write the next version of a family as a draft that copies the newest one, or the first version of a new family",
      flags: [
        ["--from <n>", "copy this version; default: the newest"],
        ["--changelog <text>", "why the version exists; default: a text to be written"],
        ["--first", "begin a new family, also if its name is close to that of another"],
        ["--provider <id>", "for a new family: the provider; default: that of the last prompt"],
        ["--model <name>", "for a new family: the model; default: that of the last prompt"],
      ],
      examples: [
        "new fraud_score --changelog 'Asks for a reason'",
        "new greeting --provider claude --model claude-sonnet-5-5",
      ],
      load: async () => (await import("../commands/new.js")).newCommand,
    },
    {
      name: "import",
      summary: "create a version from templates of another framework",
      commands: [
        {
          usage: "jinja <files...>",
          summary:
            "write a version from Jinja templates; a file's role comes from its name, or from system=FILE or user=FILE",
          flags: [
            [
              "--host <name>",
              `the framework of the templates: ${templateHostNames.join(", ")}; default: jinja2`,
            ],
            ["--family <name>", "the family; default: from the first file's name"],
            ["--version <n>", "the version's number; default: 1"],
            ["--provider <id>", "the provider's id in your config"],
            ["--model <name>", "the model"],
            ["--max-tokens <n>", "the longest answer; default: 1024"],
            [
              "--templates <folder>",
              "the folder of included templates; default: the folder of each file",
            ],
            ["--out <file>", "the file to write; default: prompts/FAMILY-vN.ts"],
          ],
          examples: [
            "import jinja templates/summary.j2 --provider claude --model claude-sonnet-4-5",
            "import jinja system=a.j2 user=b.j2 --family ticket_summary --provider openai --model gpt-5.4-mini",
          ],
          load: async () => (await import("../commands/import/jinja.js")).importJinjaCommand,
        },
      ],
    },
    {
      usage: "check",
      summary: "check every prompt, template, suite and the lock file; needs no database",
      flags: [
        [
          "--against [ref]",
          "compare the lock file with that of the merge base with a git ref; default: PROMPTRAIL_AGAINST, else the remote's main branch",
        ],
        [
          "--sunset <days>",
          "fail if the model of an active, shadow or draft version is retired, or will be within so many days",
        ],
        ["--markdown <file>", "write what was found as Markdown, for a comment on a pull request"],
        ["--html <file>", "write it as one HTML page"],
        [
          "--verbose",
          "print notes as well: fields that no template reads, schemas without details",
        ],
      ],
      examples: [
        "check",
        "check --against origin/main",
        "check --against --markdown check.md --html check.html",
        "check --verbose --json",
      ],
      load: async () => (await import("../commands/check.js")).checkCommand,
    },
    {
      usage: "lock",
      summary: `write ${lockFile}: what the code declares, for review and for deployments`,
      flags: [
        [
          "--against <ref>",
          "also keep the hashes of drafts that a git ref has; default: the remote's main branch",
        ],
        [
          "--acknowledge [families...]",
          "acknowledge the rollbacks that put families on hold, so that the next deployment can change them",
        ],
      ],
      examples: ["lock", "lock --acknowledge fraud_score --env production"],
      load: async () => (await import("../commands/lock.js")).lockCommand,
    },
    {
      usage: "list [family]",
      summary: "list the versions that the code declares",
      examples: ["list", "list fraud_score"],
      load: async () => (await import("../commands/list.js")).listCommand,
    },
    {
      usage: "show <family> [version]",
      summary:
        "show a version: its texts, settings and variables; default: the declared active one",
      examples: ["show fraud_score", "show fraud_score 2"],
      load: async () => (await import("../commands/show.js")).showCommand,
    },
    {
      usage: "diff <family> <from> <to>",
      summary: "show what changed between two versions",
      examples: ["diff fraud_score 1 2"],
      load: async () => (await import("../commands/diff.js")).diffCommand,
    },
  ],
};
