import { resolve } from "node:path";
import type { Case } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core";
import { describeReadError } from "@promptrail/core/state-folder";
import { caseReportSchema, type LabelUnit, toLabelUnits } from "@promptrail/evals/run";
import { z } from "zod";
import { readBoundedFile } from "../files/read-bounded-file.js";
import type { FoundJudge } from "./find-judge.js";

/** The report of a large run: ten thousand answers of four thousand characters, twice. */
const mostBytes = 256 * 1024 * 1024;

/** Of the report only what is labelled: another release may have written the rest. */
const documentSchema = z.looseObject({
  reports: z.array(z.looseObject({ family: z.string(), cases: z.array(caseReportSchema) })),
});

/**
 * The cases of a run that can be labelled, from the file that `promptrail eval FAMILY --json` was written to.
 *
 * @throws PromptrailError `request_invalid` for a file that is no such report, or has none of the family.
 */
export async function readRunUnits(
  { suite, check }: FoundJudge,
  file: string,
  folder: string,
): Promise<readonly LabelUnit[]> {
  const { family } = suite;
  const read = documentSchema.safeParse(await readJsonFile(file, folder));
  if (!read.success) {
    throw refuse(file, "is not the report of an eval");
  }
  const report = read.data.reports.find((each) => each.family === family);
  if (report === undefined) throw refuse(file, `has no report of family "${family}"`);
  const known = new Map<string, Case>();
  for await (const testCase of suite.dataset.read()) known.set(testCase.id, testCase);
  const units = toLabelUnits({ check, family, cases: report.cases, known });
  if (units.length === 0) {
    const wanted =
      check.judge.rubric.asks.mode === "pairwise"
        ? "with answers of two versions"
        : "with whole answers";
    throw refuse(file, `has no case of the suite's dataset ${wanted}`);
  }
  return units;
}

async function readJsonFile(file: string, folder: string): Promise<unknown> {
  let bytes: Uint8Array | null;
  try {
    bytes = await readBoundedFile(resolve(folder, file), mostBytes);
  } catch (error) {
    throw refuse(file, `cannot be read: ${describeReadError(error)}`);
  }
  if (bytes === null) throw refuse(file, `is larger than ${mostBytes / 1024 / 1024} MB`);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function refuse(file: string, problem: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `"${file}" ${problem}. Write one with \`promptrail eval FAMILY --version N --json > ${file}\`.`,
    { file },
  );
}
