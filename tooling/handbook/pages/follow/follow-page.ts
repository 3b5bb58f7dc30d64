import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFile } from "../compiled/write-file.ts";
import type { NamedPage } from "../list-pages.ts";
import { findMissingLine } from "./match-output.ts";
import { type FollowedTerminal, openTerminal } from "./open-terminal.ts";
import { type CommandStep, type EventStep, readSteps, type Step } from "./read-steps.ts";

export interface Reader {
  /** Where the terminals open. */
  readonly folder: string;
  /** Where the page's files are. */
  readonly project: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the page names and this machine has elsewhere: `[as on the page, as here]`. */
  readonly places: readonly (readonly [shown: string, here: string])[];
  /** Ends the terminals, and with them the step that goes on. */
  readonly signal: AbortSignal;
  /** What the events of the page are here. */
  readonly events: Readonly<Record<string, () => void | Promise<void>>>;
}

/**
 * Does what a page says, from its top to its end.
 *
 * @returns how many commands it gave.
 * @throws where one prints something else than the page shows.
 */
export async function followPage(page: NamedPage, reader: Reader): Promise<number> {
  const terminals = new Map<string, FollowedTerminal>();
  const open = (name: string) => {
    const known = terminals.get(name) ?? openTerminal(reader.folder, reader.environment);
    terminals.set(name, known);
    return known;
  };
  const close = () => {
    for (const terminal of terminals.values()) terminal.close();
  };
  reader.signal.addEventListener("abort", close);
  try {
    const steps = readSteps(page);
    for (const step of steps) await doStep(step, reader, open);
    return steps.filter(({ kind }) => kind === "command").length;
  } finally {
    close();
  }
}

async function doStep(
  step: Step,
  reader: Reader,
  open: (terminal: string) => FollowedTerminal,
): Promise<void> {
  if (step.kind === "command") return runCommand(step, reader, open(step.terminal));
  if (step.kind === "event") return happen(step, reader);
  const path = join(reader.project, step.path);
  if (step.kind === "file") return writeFile(path, toHere(step.text, reader));
  const text = readFileSync(path, "utf8");
  if (!text.includes(step.from))
    throw new Error(`${step.place}: ${step.path} has no "${step.from}".`);
  writeFile(path, text.replace(step.from, step.to));
}

async function happen({ name, place }: EventStep, { events }: Reader): Promise<void> {
  const event = events[name];
  if (event === undefined) throw new Error(`${place}: nobody knows the event "${name}".`);
  await event();
}

/** How long a reader asks again who was started, or stopped, a line before. */
const patienceMs = 60_000;

async function runCommand(
  { line, place, shown }: CommandStep,
  reader: Reader,
  terminal: FollowedTerminal,
): Promise<void> {
  const start = performance.now();
  while (true) {
    const { exitCode, output } = await terminal.run(toHere(line, reader));
    const missing = findMissingLine(shown, toPage(output, reader));
    const isDone = shown.length > 0 || exitCode === 0;
    if (missing === null && isDone) return;
    if (line.startsWith("curl ") && performance.now() - start < patienceMs) continue;
    throw new Error(
      `${place}: \`${line}\` exits with ${exitCode}${missing === null ? "" : ` and does not print\n${missing}`}\nIt prints:\n${output}`,
    );
  }
}

function toHere(text: string, { places }: Reader): string {
  return places.reduce((changed, [shown, here]) => changed.replaceAll(shown, here), text);
}

function toPage(text: string, { places }: Reader): string {
  return places.reduce((changed, [shown, here]) => changed.replaceAll(here, shown), text);
}
