import type { CommandScope } from "../command-scope.js";
import type { NextStep } from "../next-step.js";
import { findRunner } from "../project/find-package-tool.js";
import { quoteWord } from "./quote-word.js";

/** An environment's family. */
export interface Place {
  readonly environment: string;
  readonly family: string;
}

/** What may come after each decision and each step before one. Every text about it is here. */
export const nextSteps = {
  initialised: (installs: boolean): readonly NextStep[] => [
    ...(installs ? [{ line: "npm install", purpose: "the packages of the project" }] : []),
    { line: "npx promptrail check", purpose: "after each change: npx promptrail lock" },
    { line: "npx promptrail eval ticket_summary", purpose: "run the suite" },
  ],
  locked: (): readonly NextStep[] => [
    { line: "git add prompts.lock.json", purpose: "commit it with the change that it describes" },
    { line: "promptrail check", purpose: "what a pipeline checks before a merge" },
    { line: "promptrail deploy --env NAME", purpose: "after the merge" },
  ],
  deployed: ({ environment }: Pick<Place, "environment">, isLive: boolean): readonly NextStep[] => [
    isLive
      ? status(environment, "which processes serve it")
      : status(environment, "what is live; the table above has the reason of each of the others"),
  ],
  /** The versions are keys. */
  promoted: (place: Place, from: string, to: string): readonly NextStep[] => [
    status(place.environment, "which processes serve it"),
    ...(from === to
      ? []
      : [
          {
            line: at(
              place,
              `promptrail rollback ${place.family} --from ${toNumber(place, to)} --reason WHY`,
            ),
            purpose: `go back to ${from}`,
          },
        ]),
  ],
  /** The version is a key. */
  rolledBack: (place: Place, from: string): readonly NextStep[] => [
    status(place.environment, "which processes serve it"),
    {
      line: at(place, `promptrail history ${place.family} --limit 3`),
      purpose: "what was decided, by whom and why",
    },
    {
      line: at(place, `promptrail lock --acknowledge ${place.family}`),
      purpose: "when the next version is ready: let the next deployment change the family",
    },
    {
      line: at(place, `promptrail promote ${place.family} ${toNumber(place, from)} --reason WHY`),
      purpose: `only if ${from} was not at fault`,
    },
  ],
  resumed: ({ environment }: Place): readonly NextStep[] => [
    { line: `promptrail deploy ${envFlag(environment)}`, purpose: "apply what the code declares" },
  ],
  shadowed: (place: Place): readonly NextStep[] => [
    {
      line: at(place, `promptrail shadow ${place.family} --report`),
      purpose: "what both versions answered",
    },
    {
      line: at(place, `promptrail shadow ${place.family} --off --reason WHY`),
      purpose: "end the shadow run",
    },
  ],
  unshadowed: (place: Place): readonly NextStep[] => [
    {
      line: at(place, `promptrail shadow ${place.family} --report`),
      purpose: "what both versions answered",
    },
  ],
  archived: (): readonly NextStep[] => [
    {
      line: "promptrail lock",
      purpose: 'after you gave the version the status "archived" in the code',
    },
  ],
  recovered: ({ environment }: Pick<Place, "environment">): readonly NextStep[] => [
    status(environment, "whether every process serves this state"),
  ],
  migrated: (environment: string): readonly NextStep[] => [
    {
      line: `promptrail deploy ${envFlag(environment)}`,
      purpose: "register what the code declares",
    },
  ],
} as const;

function status(environment: string, purpose: string): NextStep {
  return { line: `promptrail status ${envFlag(environment)}`, purpose };
}

/** `product_description_v2` → `2` */
function toNumber({ family }: Place, key: string): string {
  return key.slice(`${family}_v`.length);
}

function at({ environment }: Place, line: string): string {
  return `${line} ${envFlag(environment)}`;
}

/** Also where nobody named one: pasted in another shell, the line is about the same environment. */
function envFlag(environment: string): string {
  return `--env ${quoteWord(environment)}`;
}

/** The steps under a heading; empty for none. Each line can be pasted: what it is for is a comment. */
export function describeNext(
  { terminal, options }: CommandScope,
  steps: readonly NextStep[],
): readonly string[] {
  if (steps.length === 0) return [];
  const { bold, dim } = terminal.colors;
  const config = options.config === undefined ? "" : ` --config ${quoteWord(options.config)}`;
  const runner = findRunner(terminal.folder, terminal.environment);
  const told = steps.map(({ line, purpose }) => ({
    line: line.startsWith("promptrail ") ? `  ${runner}${line}${config}` : `  ${line}`,
    purpose: `# ${purpose}`,
  }));
  const width = Math.max(...told.map(({ line }) => line.length)) + 2;
  const fits = told.every(({ purpose }) => width + purpose.length <= terminal.columns);
  return [
    bold("Next:"),
    ...told.flatMap(({ line, purpose }) =>
      fits ? [`${line.padEnd(width)}${dim(purpose)}`] : [dim(`  ${purpose}`), line],
    ),
  ];
}
