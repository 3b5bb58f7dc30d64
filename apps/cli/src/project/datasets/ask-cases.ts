import { type Case, isPromptrailError } from "@promptrail/core";
import { parseJson } from "@promptrail/core/portable";
import { parseRow, toRow } from "@promptrail/evals/datasets";
import type { Terminal } from "../../terminal.js";
import { editRow } from "./edit-row.js";

/** A call that may become a case. */
export interface OfferedCase {
  readonly testCase: Case;
  /** What a person is told of the call: version, outcome, and its rare shapes. */
  readonly facts: readonly string[];
  readonly answer: string | null;
}

interface AskCasesSettings {
  readonly terminal: Pick<Terminal, "err" | "colors" | "environment">;
  readonly ask: NonNullable<Terminal["ask"]>;
  readonly offered: readonly OfferedCase[];
  /** What a case of the dataset has to fit. */
  readonly rules: Parameters<typeof parseRow>[2];
  readonly onAccept: (testCase: Case, offered: OfferedCase) => Promise<void>;
  readonly onRefuse: (offered: OfferedCase) => Promise<void>;
}

/** How far a person came. */
export interface AskedCases {
  readonly accepted: number;
  readonly refused: number;
  /** Offered and not decided: they left before. */
  readonly left: number;
}

const menu = "a accepts, a ANSWER accepts with what is right, e edits, r refuses (Enter leaves): ";

/** Shows what is offered, one after another; what was decided is kept before the next is shown. */
export async function askCases(settings: AskCasesSettings): Promise<AskedCases> {
  const { offered, terminal } = settings;
  let accepted = 0;
  let refused = 0;
  for (const [at, each] of offered.entries()) {
    terminal.err(showOffered(each, `${at + 1} of ${offered.length}`, terminal));
    const decided = await askOne(each, settings);
    if (decided === null) break;
    if (decided) accepted += 1;
    else refused += 1;
  }
  return { accepted, refused, left: offered.length - accepted - refused };
}

/** Whether it was accepted; null where the person leaves. */
async function askOne(offered: OfferedCase, settings: AskCasesSettings): Promise<boolean | null> {
  const { ask, terminal, onAccept, onRefuse } = settings;
  let { testCase } = offered;
  for (;;) {
    const typed = (await ask(menu)).trim();
    if (typed === "") return null;
    const [word = ""] = typed.split(/\s/, 1);
    const truth = typed.slice(word.length).trim();
    if (word === "r") {
      await onRefuse(offered);
      return false;
    }
    const told = await telling(terminal, async () => {
      if (word === "e") testCase = await readEdited(testCase, settings);
      else if (word === "a") {
        const whole = truth === "" ? testCase : { ...testCase, groundTruth: readTruth(truth) };
        await onAccept(await requireCase(toRow(whole), settings), offered);
        return true;
      } else terminal.err(`"${word}" is none of them.\n`);
      return false;
    });
    if (told) return true;
    if (word === "e") terminal.err(`${JSON.stringify(toRow(testCase), null, 2)}\n`);
  }
}

/** What does not fit is told, and asked again: nobody loses their place for it. */
async function telling(
  { err, colors }: Pick<Terminal, "err" | "colors">,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (!isPromptrailError(error) || error.code === "file_unwritable") throw error;
    err(`${colors.red("✗")} ${error.message}\n`);
    return false;
  }
}

async function readEdited(testCase: Case, settings: AskCasesSettings): Promise<Case> {
  return requireCase(editRow(toRow(testCase), settings.terminal), settings);
}

function requireCase(row: unknown, { rules }: AskCasesSettings): Promise<Case> {
  return parseRow(row, { source: "the case", line: null }, rules);
}

/** JSON where it is that, else the text. */
function readTruth(text: string): unknown {
  return parseJson(text) ?? text;
}

function showOffered(
  { testCase, facts, answer }: OfferedCase,
  head: string,
  { colors }: Pick<Terminal, "colors">,
): string {
  const { context, turns } = testCase;
  return [
    "",
    colors.bold(`${head} · ${testCase.id}`),
    ...facts.map(colors.dim),
    colors.dim("Context, redacted:"),
    JSON.stringify(context, null, 2),
    ...(turns === undefined ? [] : [colors.dim("Turns:"), JSON.stringify(turns, null, 2)]),
    colors.dim("What was answered, which may be wrong:"),
    answer ?? "nothing that is kept",
    "",
  ].join("\n");
}
