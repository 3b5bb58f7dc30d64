import type { Case, InputSchema } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { seededRandom } from "../../statistics/resampling/seeded-random.js";
import { digestTold } from "../alike/case-text.js";
import { changeTexts, findTextPlaces, type TextPlace } from "./text-places.js";
import { type Pick, type VariantKind, variantKinds } from "./variant-kinds.js";

export interface GenerateSettings {
  /** The cases that variants are made of. Those that are variants themselves are passed over. */
  readonly cases: readonly Case[];
  /** Each variant's context fits it; null: any does. */
  readonly schema: InputSchema | null;
  /** Another seed makes others. */
  readonly seed: number;
  /** At most so many. */
  readonly count: number;
}

export interface GeneratedVariants {
  readonly variants: readonly Case[];
  /** By kind: how many were made, and how many were dropped, since the schema takes no such text or nothing changed. */
  readonly kinds: readonly GeneratedKind[];
}

export interface GeneratedKind extends Omit<VariantKind, "change" | "reach"> {
  readonly made: number;
  readonly dropped: number;
}

/**
 * Variants of cases: of each kind in turn, of cases in the order of a hash of seed and id. The same cases and seed give the
 * same variants with the same ids, and a case that comes to the dataset changes no variant of another. Each is of one cluster
 * with the case that it is made of. What is right is copied only where the kind cannot change it.
 */
export async function generateVariants(settings: GenerateSettings): Promise<GeneratedVariants> {
  const { cases, seed, count } = settings;
  const seeds = cases.filter(({ origin }) => origin?.caseId === undefined);
  const queues = variantKinds.map((kind) => ({
    kind,
    waiting: rankCases(seeds, seed, kind),
    made: 0,
    dropped: 0,
  }));
  const variants: Case[] = [];
  while (variants.length < count && queues.some(({ waiting }) => waiting.length > 0)) {
    for (const queue of queues) {
      if (variants.length >= count) break;
      const variant = await takeNext(queue, settings);
      if (variant !== null) variants.push(variant);
    }
  }
  const kinds = queues.map(({ kind: { name, about, keepsTruth }, made, dropped }) => ({
    name,
    about,
    keepsTruth,
    made,
    dropped,
  }));
  return { variants, kinds };
}

interface Queue {
  readonly kind: VariantKind;
  readonly waiting: Case[];
  made: number;
  dropped: number;
}

function rankCases(cases: readonly Case[], seed: number, { name }: VariantKind): Case[] {
  return cases
    .map((testCase) => ({ testCase, rank: contentDigest({ seed, id: testCase.id, kind: name }) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ testCase }) => testCase);
}

/** The next variant of a kind; null where no case is left that has one. */
async function takeNext(queue: Queue, settings: GenerateSettings): Promise<Case | null> {
  for (let next = queue.waiting.shift(); next !== undefined; next = queue.waiting.shift()) {
    const variant = await toVariant(next, queue.kind, settings);
    if (variant !== null) {
      queue.made += 1;
      return variant;
    }
    queue.dropped += 1;
  }
  return null;
}

async function toVariant(
  testCase: Case,
  kind: VariantKind,
  { schema, seed }: GenerateSettings,
): Promise<Case | null> {
  const pick = createPick(`${seed}/${testCase.id}/${kind.name}`);
  const change = (text: string) => kind.change(text, pick);
  const fitting: TextPlace[] = [];
  for (const place of findTextPlaces(testCase.context)) {
    const tried = changeTexts(testCase.context, [place], change);
    if (await fits(tried, schema)) fitting.push(place);
  }
  const [first, ...others] = fitting;
  if (first === undefined) return null;
  const places = kind.reach === "one" ? [pick([first, ...others])] : fitting;
  const context = changeTexts(testCase.context, places, change);
  const variant = toCase(testCase, { context, kind, seed });
  // Texts that fit one by one may not fit together.
  const isNew = digestTold(variant) !== digestTold(testCase);
  return isNew && (await fits(context, schema)) ? variant : null;
}

function toCase(
  testCase: Case,
  made: { readonly context: unknown; readonly kind: VariantKind; readonly seed: number },
): Case {
  const { id, tags, cluster, groundTruth } = testCase;
  const { context, kind, seed } = made;
  const { origin: _origin, ...rest } = testCase;
  return {
    ...rest,
    id: `${id}--${kind.name}-${seed}`,
    context,
    groundTruth: kind.keepsTruth ? groundTruth : null,
    tags: [...new Set([...tags, kind.name])],
    cluster: cluster ?? id,
    origin: { caseId: id },
  };
}

async function fits(context: unknown, schema: InputSchema | null): Promise<boolean> {
  if (schema === null) return true;
  const result = await schema["~standard"].validate(context);
  return result.issues === undefined;
}

/** Draws by a hash of a name, so that what is drawn for one case depends on no other. */
function createPick(name: string): Pick {
  const digest = contentDigest(name).slice("sha256-".length, "sha256-".length + 12);
  const random = seededRandom(Number.parseInt(digest, 16));
  return (items) => items[Math.floor(random() * items.length)] ?? items[0];
}
