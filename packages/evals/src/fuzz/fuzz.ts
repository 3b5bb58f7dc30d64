import type { Case, JsonObject, Suite } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core";
import { isJsonObject } from "@promptrail/core/portable";
import type { AnswerBook } from "../answers/answer-book.js";
import type { EvaluatedVersion } from "../evaluate/evaluate-ports.js";
import { toJudgeHashes } from "../evaluate/kept-parts.js";
import { requireSuite } from "../evaluate/require-runnable.js";
import { stoppingAt, withAnswerBooks } from "../evaluate/with-answer-books.js";
import { defaultRelations } from "../relations/default-relations.js";
import type { FuzzSettings, Relation } from "../relations/relation.js";
import type { FuzzPorts, FuzzRequest } from "./fuzz-request.js";
import { drawInputs } from "./inputs/draw-inputs.js";
import { toCounterexample } from "./run/counterexample.js";
import { type FuzzRun, toFuzzRun } from "./run/fuzz-run.js";
import { openAnswers } from "./run/open-answers.js";
import { sweep } from "./run/sweep.js";
import { Tallies } from "./run/tallies.js";

type FuzzedSuite = Suite & {
  readonly fuzz?: FuzzSettings | undefined;
  readonly concurrency?: number;
};

/**
 * Looks for inputs on which a version's verdicts depend on what must not matter: draws inputs from its schema and its suite's
 * cases, changes them by each relation, and asks for both. A failure counts once further answers have confirmed it, and is shrunk.
 *
 * @throws PromptrailError `request_invalid` for a family without a suite, a limit of cost without prices, and a version of which no
 * input can be drawn; `dataset_invalid`; `invalid_definition` for a relation that throws; what `resolve` throws.
 */
export async function fuzz<Version extends EvaluatedVersion>(
  ports: FuzzPorts<Version>,
  request: FuzzRequest,
): Promise<FuzzRun<Version>> {
  const version = ports.resolve(request.family, request.version);
  const suite: FuzzedSuite = requireSuite(ports.suites, request.family);
  if (request.costLimit !== undefined && !ports.isPriced(version)) throw unpriced(version);
  const compared = { ...suite, evals: chooseEvals(suite) };
  const contentHashes = { version: version.contentHash, ...toJudgeHashes(compared.evals) };
  const { answersFolder: folder, fresh = false } = request;
  return withAnswerBooks({ folder, contentHashes, fresh, findsOwn: true }, (books, failed) =>
    run({ ports, request: stoppingAt(request, failed), version, suite: compared, books }),
  );
}

interface Work<Version extends EvaluatedVersion> {
  readonly ports: FuzzPorts<Version>;
  readonly request: FuzzRequest;
  readonly version: Version;
  /** With the evals that are compared. */
  readonly suite: FuzzedSuite;
  readonly books: ReadonlyMap<string, AnswerBook>;
}

async function run<Version extends EvaluatedVersion>(
  work: Work<Version>,
): Promise<FuzzRun<Version>> {
  const { ports, request, version, suite, books } = work;
  const { seed, inputs: wanted } = request;
  const schema = ports.inputOf(version);
  const allows = toAllows(schema);
  const { cases, refused } = await readCases(suite, allows);
  const relations = suite.fuzz?.relations ?? defaultRelations;
  const blind = suite.evals.filter(({ needsGroundTruth }) => !needsGroundTruth);
  const mustPass = new Set(blind.filter((each) => each.mustPass).map(({ name }) => name));
  const mayMake = blind.length > 0 || relations.some(({ keeps }) => keeps !== undefined);
  requireInputs(work, { hasCases: cases.length > 0, mayMake: mayMake && schema !== null });
  const isAlone = mustPass.size > 0 && schema !== null;
  const tallies = new Tallies([...(isAlone ? [null] : []), ...relations], wanted);
  const { answers, readAside } = openAnswers({ ...request, ports, version, suite, books });
  try {
    const swept = await sweep({
      inputs: drawInputs({ seed, schema, cases, allows, mayMake }),
      answers,
      tallies,
      seed,
      allows,
      mustPass,
      stop: request.signal ?? new AbortController().signal,
      onProgress: (found) => tellProgress(request, { ...tallies.progress, found, answers }),
    });
    const counterexamples = [];
    for (const failure of swept.failures) {
      counterexamples.push(await toCounterexample(failure, answers));
    }
    await answers.settle();
    const named: ReadonlySet<Relation> = new Set(suite.fuzz?.relations ?? []);
    const { cost, ...counts } = answers.spending;
    const aside = readAside();
    const spending = { ...counts, cost: cost === null || aside === null ? null : cost + aside };
    const found = { version, seed, wanted, tallies, swept, counterexamples, named, spending };
    return toFuzzRun({ ...found, refusedCases: refused });
  } finally {
    await answers.settle();
  }
}

function unpriced({ key }: EvaluatedVersion): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `What ${key} costs cannot be told: its provider knows no prices of its model, so no budget could be kept. Nothing was run. Give the provider the model's prices, or limit the number of answers instead, with --max-calls.`,
    { version: key },
  );
}

function tellProgress(
  { onProgress }: FuzzRequest,
  {
    answers,
    ...way
  }: { readonly done: number; readonly total: number; readonly found: number } & Pick<
    ReturnType<typeof openAnswers>,
    "answers"
  >,
): void {
  const { asked, cost } = answers.spending;
  try {
    onProgress?.({ ...way, asked, cost });
  } catch {
    // Who watches a run cannot break it.
  }
}

function chooseEvals({ evals, fuzz: settings }: FuzzedSuite): Suite["evals"] {
  const named = settings?.evals;
  return named === undefined ? evals : evals.filter(({ name }) => named.includes(name));
}

function toAllows(schema: ReturnType<FuzzPorts<EvaluatedVersion>["inputOf"]>) {
  return async (context: object): Promise<boolean> => {
    if (schema === null) return true;
    try {
      return (await schema["~standard"].validate(context)).issues === undefined;
    } catch {
      // A refinement of the team's own may stumble over a made-up value.
      return false;
    }
  };
}

/** More are not needed to draw from, and are not read. */
const mostCases = 2_000;

async function readCases({ dataset }: Suite, allows: (context: object) => Promise<boolean>) {
  const read: Case<JsonObject>[] = [];
  for await (const { context, ...rest } of dataset.read()) {
    if (isPlain(context)) read.push({ ...rest, context });
    if (read.length === mostCases) break;
  }
  const cases: Case<JsonObject>[] = [];
  for (const each of read) if (await allows(each.context)) cases.push(each);
  return { cases, refused: read.length - cases.length };
}

function isPlain(context: unknown): context is JsonObject {
  return isJsonObject(context as JsonObject);
}

function requireInputs<Version extends EvaluatedVersion>(
  { version: { key }, suite }: Work<Version>,
  { hasCases, mayMake }: { readonly hasCases: boolean; readonly mayMake: boolean },
): void {
  if (hasCases || mayMake) return;
  throw new PromptrailError(
    "request_invalid",
    `No input of ${key} can be drawn: no case of dataset "${suite.dataset.name}" fits it, and it has no input schema here from which inputs are made, or all evals need a ground truth. Nothing was run. Give it an input schema, and say \`needsGroundTruth: false\` of the evals that need none.`,
    { version: key },
  );
}
