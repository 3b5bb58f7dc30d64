import type { Case, PromptrailConfig } from "@promptrail/core";
import { shapeVersion } from "@promptrail/core/shape";
import {
  callToCase,
  compareShapes,
  digestTold,
  drawCalls,
  type NoCase,
  profileDataset,
} from "@promptrail/evals/datasets";
import type { CommandScope } from "../../command-scope.js";
import { withView } from "../live/with-backend.js";
import type { OfferedCase } from "./ask-cases.js";
import { clusterOf, type ReadCalls, readProductionCalls } from "./read-calls.js";

type LoggedCall = ReadCalls["calls"][number];

interface OfferRequest {
  readonly config: PromptrailConfig;
  readonly family: string;
  /** The cases that there are. */
  readonly cases: readonly Case[];
  /** Calls of which a person has decided. */
  readonly decided: ReadonlySet<string>;
  readonly since: Date;
  readonly most: number;
  readonly count: number;
  readonly seed: number;
  /** Draws only calls whose shapes the dataset has little of. */
  readonly isThin: boolean;
  readonly tags: readonly string[];
}

/** What production has to offer. */
export interface OfferedCalls {
  readonly environment: string;
  /** Calls that were looked at. */
  readonly read: number;
  /** Of them, those that are decided, or tell what a case of the dataset tells already. */
  readonly known: number;
  /** Those that can be no case, by the reason. */
  readonly none: Readonly<Record<NoCase, number>>;
  readonly offered: readonly OfferedCase[];
  readonly thin: readonly string[];
}

/** Draws calls of production, and makes cases of them. Throws what reading the call log throws. */
export function readOffered(scope: CommandScope, request: OfferRequest): Promise<OfferedCalls> {
  return withView(scope, async (view) => {
    const { family, since, most } = request;
    const asked = { family, since, most, onProgress: () => {} };
    const { calls } = await readProductionCalls(view, asked);
    const thin = await findThin(request, calls);
    const found = sortOut(calls, request, view.environment);
    const { count, seed, isThin } = request;
    const features = isThin ? thin : undefined;
    const drawn = drawCalls([...found.cases.keys()], { count, seed, features });
    return {
      environment: view.environment,
      read: calls.length,
      known: found.known,
      none: found.none,
      thin,
      offered: drawn.flatMap((call): readonly OfferedCase[] => {
        const testCase = found.cases.get(call);
        return testCase === undefined ? [] : [toOffered(call, testCase, { thin, request })];
      }),
    };
  });
}

/** The shapes of which production has much and the dataset little, the most usual first. */
async function findThin(
  { cases }: OfferRequest,
  calls: readonly LoggedCall[],
): Promise<readonly string[]> {
  const shaped = calls.flatMap((call) =>
    call.shape === null || call.shapeVersion !== shapeVersion
      ? []
      : [{ shape: call.shape, cluster: clusterOf(call) }],
  );
  const read = async function* () {
    yield* cases;
  };
  const { shapes } = await profileDataset({ name: "", read });
  return compareShapes(shapes, shaped)
    .filter(({ isThin, traffic }) => isThin && traffic !== null)
    .map(({ feature }) => feature);
}

function sortOut(
  calls: readonly LoggedCall[],
  { config, family, cases, decided }: OfferRequest,
  environment: string,
) {
  const messagesOf = (version: number) =>
    config.prompts.find((prompt) => prompt.family === family && prompt.version === version)?.content
      .messages.length;
  const told = new Set(cases.map(digestTold));
  const drawn = new Set(cases.flatMap(({ origin }) => origin?.callId ?? []));
  const none: Record<NoCase, number> = { no_body: 0, attachments: 0, unknown_turns: 0 };
  const found = new Map<LoggedCall, Case>();
  let known = 0;
  for (const call of calls) {
    const made = callToCase(call, { environment, messagesOf });
    if (typeof made === "string") none[made] += 1;
    else if (decided.has(call.id) || drawn.has(call.id) || told.has(digestTold(made))) known += 1;
    else {
      // What tells the same is offered once.
      told.add(digestTold(made));
      found.set(call, made);
    }
  }
  return { cases: found, known, none };
}

function toOffered(
  call: LoggedCall,
  testCase: Case,
  { thin, request }: { readonly thin: readonly string[]; readonly request: OfferRequest },
): OfferedCase {
  const { family, tags } = request;
  const rare = thin.filter((feature) => call.shape?.includes(feature) === true);
  const outcome = call.outcome ?? "failed";
  return {
    testCase: { ...testCase, tags },
    facts: [
      `${family} v${call.version} · ${outcome} · ${call.startedAt.toISOString()} · ${call.redaction === null ? "not redacted" : "redacted"}`,
      ...(rare.length === 0 ? [] : [`The dataset has little of: ${rare.join(", ")}`]),
    ],
    answer: call.text,
  };
}
