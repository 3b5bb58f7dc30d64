import { suggest } from "@promptrail/core/errors";
import type { CsvSettings } from "../csv-settings.js";
import { datasetError, type RowPlace } from "../dataset-error.js";

export interface CsvColumn {
  readonly title: string;
  /** `["context", "product", "name"]`. */
  readonly path: readonly string[];
  readonly isJson: boolean;
}

const plainTargets = ["id", "tags", "cluster", "ground_truth", "earlier_turns", "turns", "origin"];
/** What no text can hold. */
export const alwaysJson = ["earlier_turns", "turns", "origin"];
const roots = ["context", "ground_truth"];

/** The title line → what each column holds; those at its end without a title are left out. Throws `dataset_invalid` that names the column and the cure. */
export function parseCsvHeader(
  titles: readonly string[],
  settings: CsvSettings,
  place: RowPlace,
): readonly CsvColumn[] {
  const mapping = settings.columns ?? {};
  const jsonTargets = new Set([...alwaysJson, ...(settings.json ?? [])]);
  requireMappedColumns(titles, mapping, place);
  const columns = titles.slice(0, countTitled(titles)).map((title) => {
    const target = (Object.hasOwn(mapping, title) ? mapping[title] : undefined) ?? title.trim();
    const path = target.split(".");
    if (!isTarget(target, path)) {
      throw datasetError(
        place,
        `unknown column "${title}".${suggest(target, [...plainTargets, "context"])} A column is one of ${plainTargets.join(", ")}, or \`context.…\` with dots; name others in the setting \`columns\`.`,
      );
    }
    return { title, path, isJson: jsonTargets.has(target) };
  });
  requireDistinct(columns, place);
  requireNeeded(columns, place);
  requireJsonColumns(columns, settings.json ?? [], place);
  return columns;
}

/** A dataset needs ids and contexts: better said of the header line than of each row. */
function requireNeeded(columns: readonly CsvColumn[], place: RowPlace): void {
  for (const [root, what] of [
    ["id", "id"],
    ["context", "context.product.name"],
  ] as const) {
    if (columns.some(({ path }) => path[0] === root)) continue;
    throw datasetError(
      place,
      `no column fills "${root}", which each row needs. Give a column the title \`${what}\`, or name one in the setting \`columns\`: { "TITLE": "${what}" }.`,
    );
  }
}

/** A name that no column has is a slip, and its numbers would be read as texts. */
function requireJsonColumns(
  columns: readonly CsvColumn[],
  json: readonly string[],
  place: RowPlace,
): void {
  const targets = new Set(columns.map(({ path }) => path.join(".")));
  const absent = json.find((target) => !targets.has(target) && !alwaysJson.includes(target));
  if (absent === undefined) return;
  const titled = columns.find(({ title }) => title.trim() === absent);
  const hint =
    titled === undefined ? suggest(absent, [...targets]) : ` Write "${titled.path.join(".")}".`;
  throw datasetError(
    place,
    `the setting \`json\` names "${absent}", which no column fills.${hint} Correct it, or remove it from \`json\`.`,
  );
}

/** Without those at the end that have no title: a spreadsheet writes every column that ever held a cell. */
function countTitled(titles: readonly string[]): number {
  return titles.findLastIndex((title) => title.trim() !== "") + 1;
}

function isTarget(target: string, path: readonly string[]): boolean {
  if (plainTargets.includes(target)) return true;
  const [root, ...members] = path;
  if (root === undefined || !roots.includes(root) || members.length === 0) return false;
  // A column must not reach the prototype of the object that it fills.
  return members.every((member) => member !== "" && member !== "__proto__");
}

function requireMappedColumns(
  titles: readonly string[],
  mapping: Readonly<Record<string, string>>,
  place: RowPlace,
): void {
  const known = new Set(titles);
  const absent = Object.keys(mapping).find((title) => !known.has(title));
  if (absent === undefined) return;
  const target = mapping[absent] ?? "";
  const hint = known.has(target)
    ? ` Write the file's title at the left: { "${target}": "${absent}" }.`
    : suggest(absent, titles);
  throw datasetError(
    place,
    `the setting \`columns\` names "${absent}", which the header line does not have.${hint}`,
  );
}

function requireDistinct(columns: readonly CsvColumn[], place: RowPlace): void {
  const clash = findColumnClash(columns.map(({ path }) => path));
  if (clash === null) return;
  const [one, other] = clash.map((index) => `"${columns[index]?.title}"`);
  throw datasetError(place, `the columns ${one} and ${other} set the same field. Keep only one.`);
}

interface Place {
  /** The first column that fills the place itself. */
  column: number | null;
  /** The first column that fills the place or one inside of it. */
  readonly first: number;
  readonly members: Map<string, Place>;
}

/**
 * Two columns of which one fills the other's place: both the same, or one a member of the other, which comes
 * first. Null where there are none. Takes as long as the paths are, however many.
 */
export function findColumnClash(
  paths: readonly (readonly string[])[],
): readonly [number, number] | null {
  const top = createPlace(0);
  for (const [index, path] of paths.entries()) {
    let place = top;
    for (const member of path) {
      const next = place.members.get(member) ?? createPlace(index);
      place.members.set(member, next);
      place = next;
      if (place.column !== null) return [place.column, index];
    }
    if (place.members.size > 0) return [index, place.first];
    place.column = index;
  }
  return null;
}

function createPlace(first: number): Place {
  return { column: null, first, members: new Map() };
}
