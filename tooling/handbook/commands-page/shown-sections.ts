import { fuzzSection } from "./fuzz-section.ts";
import { parallelSections } from "./parallel-sections.ts";
import type { ShownSection } from "./shown-command.ts";

const lamp =
  '\'{"product": {"name": "Trail Lamp 300", "category": "Cycling", "price": 39.9, "attributes": {"brightness": "300 lumens", "battery": "USB-C, 12 hours"}}}\'';

/** The head of the table, and the gate's verdict. */
const evalLines = { lines: 12, andFrom: { start: "Gate:", lines: 5 } };

/** Every command but `serve`, in the order in which they run: each finds what those before it left. */
export const shownSections: readonly ShownSection[] = [
  {
    title: "init",
    commands: [
      {
        text: "Writes a working project. It runs on a simulated provider, without a key. In a project that is there it adds what is missing, overwrites nothing, and says what it left and which packages to install. `--ci github` and `--ci gitlab` write a whole pipeline: [pull requests](evals/pull-requests.md).",
        line: "promptrail init",
        lines: 24,
        folder: "new",
      },
    ],
  },
  {
    title: "new",
    commands: [
      {
        text: "Writes the next version of a family: a draft that copies the newest version, or the one that `--from` names, in the style of the project, and adds it to the list of prompts. Where it finds no list for certain, it prints the lines to add. A number that a lock file has given is not given again. With `--changelog` the reason is written at once; without it, `check` fails until it is. A new name begins a family.",
        line: "promptrail new ticket_summary --changelog 'Shorter: nobody reads sixty words'",
        folder: "new",
      },
    ],
  },
  {
    title: "check",
    commands: [
      {
        text: "Checks every prompt, template, suite, dataset and the lock file. It needs no database and no key. The shop still asks two models that their vendors have retired: its story is how they are replaced.",
        line: "promptrail check",
      },
      {
        text: "Fails where the model of an active, shadow or draft version is retired, or will be within so many days.",
        line: "promptrail check --sunset 0",
        exitCode: 1,
      },
      {
        text: "Compares the lock file with the one where this branch parted from a git ref, and fails on a version that was edited without a bump or deleted, on a status that changed without a new generation, and on a version that the branch adds or activates and whose model is retired or will be within 30 days. Outside a repository it says so.",
        line: "promptrail check --against origin/main",
        exitCode: 2,
      },
    ],
  },
  {
    title: "lock",
    commands: [
      {
        text: "Writes `prompts.lock.json`: content hashes, declared statuses, generations, suite and dataset hashes. Commit it. It drops a draft that was deleted from the code and that the base of the branch does not have.",
        line: "promptrail lock",
      },
    ],
  },
  {
    title: "list",
    commands: [
      {
        text: "Lists the versions that the code declares; with a family, those of the family.",
        line: "promptrail list fraud_score",
      },
    ],
  },
  {
    title: "show",
    commands: [
      {
        text: "Shows a version: texts, settings, content hash, and the variables that its templates read.",
        line: "promptrail show fraud_score 1",
        lines: 13,
      },
    ],
  },
  {
    title: "diff",
    commands: [
      {
        text: "Shows what changed between two versions, under the changelog that says why.",
        line: "promptrail diff product_description 1 2",
        lines: 16,
      },
    ],
  },
  {
    title: "render",
    commands: [
      {
        text: "Prints what a call would send, and sends nothing: the live version, or the one that `--version` pins. Before the first deployment, as here, what the code declares runs in memory, and a line on standard error says so. While the store cannot be reached, the line says which version is printed instead, and where from. `--context` also takes a JSON file, or `-` for standard input.",
        line: `promptrail render product_description --context ${lamp}`,
        lines: 22,
      },
    ],
  },
  {
    title: "provider-test",
    commands: [
      {
        text: "Runs the conformance suite of the Provider port on a provider of your own, without a test runner. The module exports what [add a provider](add-a-provider.md) shows; here it is that page's example. Each broken promise is one line, with what was expected and what came; then it exits 1. A module that exports no harness: exit code 2. It needs `@promptrail/testing`.",
        line: "promptrail provider-test example-provider/line-harness.ts",
      },
    ],
  },
  {
    title: "migrate",
    commands: [
      {
        text: "Makes the store's schema, or brings it up to date. `deploy` and `serve` do the same; every other command opens only what is there.",
        line: "promptrail migrate",
      },
    ],
  },
  {
    title: "deploy",
    commands: [
      {
        text: "Tells the store what the code declares, for pipelines; beside the application and `serve` only this command does. A version that waits is shown with its reason; exits 1 where what the code declares is not live.",
        line: "promptrail deploy --reason 'Release 12'",
      },
      {
        text: "Says what a deployment would do, and changes nothing: which versions it would register, what it would activate, what would wait and why. It needs no right to write.",
        line: "promptrail deploy --dry-run",
      },
    ],
  },
  {
    title: "call",
    commands: [
      {
        text: "Calls a prompt: the live version, or the one that `--version` pins; `--stream` prints the answer while it arrives. While the store cannot be reached, it calls what this folder knew last, else what the code declares, and a line says which. Exits 1 where the answer is no success.",
        line: `promptrail call product_description --context ${lamp}`,
      },
    ],
  },
  {
    title: "eval",
    commands: [
      {
        text: "Runs a suite. A version beside the active one is judged by the gate, and the verdict is stored as evidence for its promotion. It calls no vendor while the store cannot be reached (exit code 3); where that happens before the evidence is stored, the answers stay in `.promptrail/evals`, and the same command goes on from them within a day: [what a run keeps](evals/run-an-eval.md). `--changed` does the same in memory for what a branch changed: [in CI](add-an-eval.md#in-ci). `--evidence FILE` writes the evidence to a file, for `promote`, `deploy` or a server: [evidence from CI](operate/evidence.md).",
        line: "promptrail eval product_description --version 3",
        ...evalLines,
      },
      {
        text: "The gate fails a version that drops the word limit. It exits 1 where the verdict is `fail` or `inconclusive`.",
        line: "promptrail eval product_description --version 4",
        ...evalLines,
        exitCode: 1,
      },
    ],
  },
  fuzzSection,
  {
    title: "promote",
    commands: [
      {
        text: "Says what a promotion would do, or every reason against it, and changes nothing. `rollback` and `deploy` have the same flag; over HTTP it is `dry_run`.",
        line: "promptrail promote product_description 3 --reason 'A current model' --dry-run",
      },
      {
        text: "Makes a version the active one, on passing evidence against the version that is active now. `--evidence FILE` brings it first, `--override WHY` does it without evidence.",
        line: "promptrail promote product_description 3 --reason 'A current model'",
      },
      {
        text: "Without passing evidence it refuses.",
        line: "promptrail promote product_description 4 --reason 'Longer copy'",
        exitCode: 1,
      },
    ],
  },
  {
    title: "status",
    commands: [
      {
        text: "Shows what is declared, what is live, and how many processes serve it; exits 1 where they differ.",
        line: "promptrail status",
        exitCode: 1,
      },
    ],
  },
  {
    title: "rollback",
    commands: [
      {
        text: "Shows every family whose active version is on a faulty model, or with `--provider` on any model of a provider, and where it would go. Without `--dry-run` it asks, or takes `--yes` for the answer, and does it: [many families at once](operate/many-families.md).",
        line: "promptrail rollback --all --model claude-sonnet-5 --reason 'Its answers are cut off' --dry-run",
      },
      {
        text: "Makes an earlier version the active one, without evidence, and holds it against deployments. `--to N` names the version.",
        line: "promptrail rollback product_description --reason 'Customers complain'",
      },
    ],
  },
  {
    title: "resume",
    commands: [
      {
        text: "Ends the hold that a rollback put on a family, so that deployments can change it again. The version that was left returns only by a promotion. `promptrail lock --acknowledge` does the same by the next deployment.",
        line: "promptrail resume product_description --reason 'The new copy was reviewed'",
      },
    ],
  },
  ...parallelSections,
  {
    title: "archive",
    commands: [
      {
        text: "Makes sure that a version is never activated again; refuses the active one and the one that a rollback would go to.",
        line: "promptrail archive product_description 4 --reason 'Fails its gate'",
      },
    ],
  },
  {
    title: "history",
    commands: [
      {
        text: "Shows a family's decisions, newest first: who, when, from, to, why, on what evidence.",
        line: "promptrail history product_description",
      },
      {
        text: "Shows the newest decisions of every family, and the command for the next older ones.",
        line: "promptrail history --limit 3",
      },
      {
        text: "Checks every decision of the environment: hashes, links, order, and that they add up to what is live.",
        line: "promptrail history --verify",
      },
    ],
  },
  {
    title: "fleet",
    commands: [
      {
        text: "Shows the processes that live now, and the revision that each of them serves. Here no process runs.",
        line: "promptrail fleet",
      },
    ],
  },
  {
    title: "headroom",
    commands: [
      {
        text: "Shows how full the context windows of a family's production calls got on each of the last 28 whole days, how fast that grows, and in how many days they are full, where that is within 90: [context windows](write/context-window.md). The calls of this page are of today.",
        line: "promptrail headroom product_description",
      },
    ],
  },
  {
    title: "drill",
    commands: [
      {
        text: "Measures how fast a decision reaches every process, and changes nothing that is served. It prints p50, p99 and max, and keeps them. Exits 1 where a process did not answer, or none is there.",
        line: "promptrail drill product_description",
        exitCode: 1,
      },
    ],
  },
  {
    title: "recover",
    commands: [
      {
        text: "After a failover or a restored dump lost decisions: brings the store and every process to one state again, what the processes still serve (`--keep fleet`) or what the store says (`--keep store`). [Lost decisions](operate/lost-decisions.md) says how to choose. Exits 1 where nothing was lost.",
        line: "promptrail recover --keep fleet --reason 'The replica lacked the last decisions'",
        exitCode: 1,
      },
    ],
  },
  {
    title: "completion",
    commands: [
      {
        text: "Prints the script that completes commands, options, families, versions and environments, for `bash`, `zsh` or `fish`.",
        line: "promptrail completion bash",
        lines: 12,
      },
    ],
  },
  {
    title: "keys",
    commands: [
      {
        text: "Makes a key with some scopes for some families, and shows it once. A key gives only what it has.",
        line: "promptrail keys add bob --scopes rollback --families 'product_*' --expires 90d",
      },
      {
        text: "Shows the keys. `keys rotate` makes a successor of one, which itself works on for an hour or for `--overlap`.",
        line: "promptrail keys list",
      },
      { text: "Ends a key.", line: "promptrail keys revoke bob" },
    ],
  },
];
