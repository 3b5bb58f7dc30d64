import type { ComparedShape, DatasetProfile } from "@promptrail/evals/datasets";
import { fewUnits, leastShare } from "@promptrail/evals/datasets";
import type { FoundTraffic } from "../../project/datasets/read-traffic.js";
import type { Terminal } from "../../terminal.js";
import { describeTime } from "../describe-time.js";
import { formatTable } from "../table.js";

export interface DescribedProfile {
  readonly profile: DatasetProfile;
  readonly shapes: readonly ComparedShape[];
  readonly traffic: FoundTraffic;
  /** What the command line calls it. */
  readonly name: string;
}

/** More tags than this nobody reads in a line. */
const mostTags = 20;
const mostThin = 10;

/** What a dataset is made of, for people: what it lacks comes last, where they look. */
export function describeProfile(
  described: DescribedProfile,
  { colors, columns }: Pick<Terminal, "colors" | "columns">,
): string {
  const { profile, shapes, traffic } = described;
  const hasCalls = !("why" in traffic) && traffic.calls.length > 0;
  const head = ["SHAPE", "CASES", ...(hasCalls ? ["OF PRODUCTION", "95 %"] : [])];
  const rows = shapes.map((shape) => toRow(shape, hasCalls));
  const thin = shapes.filter(({ isThin }) => isThin);
  return [
    colors.bold(`${profile.name}: ${toCount(profile.cases, "case")}, ${profile.units} independent`),
    formatTable({ rows: toFacts(described) }, columns),
    "",
    formatTable({ head: head.map(colors.bold), rows }, columns),
    "",
    ...describeTraffic(traffic),
    ...(thin.length === 0
      ? [`${colors.green("✓")} ${describeNoThin(hasCalls)}`]
      : describeThin(thin, hasCalls).map((line) => `${colors.yellow("!")} ${line}`)),
  ].join("\n");
}

function toFacts({ profile, name }: DescribedProfile): readonly (readonly [string, string])[] {
  const { clusters, tags, alike } = profile;
  const shown = tags.slice(0, mostTags).map(({ tag, cases }) => `${tag} ${cases}`);
  const more = tags.length > mostTags ? [`and ${tags.length - mostTags} more`] : [];
  const untagged = profile.untagged === 0 ? [] : [`without a tag ${profile.untagged}`];
  const exact = alike.filter(({ kind }) => kind === "exact").length;
  const pairs =
    alike.length === 0
      ? "none"
      : `${exact} exactly, ${alike.length - exact} nearly: promptrail dataset dedupe ${name}`;
  const grouped =
    clusters.count === 0
      ? "none"
      : `${clusters.count} of ${clusters.cases} cases, the largest of ${clusters.largest}`;
  return [
    ["tags", [...shown, ...more, ...untagged].join(", ")],
    ["clusters", grouped],
    ["alike", pairs],
    ["with turns", String(profile.withTurns)],
    ["no ground truth", String(profile.withoutGroundTruth)],
    ["from calls", String(profile.fromCalls)],
    ["variants", String(profile.variants)],
  ];
}

function toRow(
  { feature, cases, units, traffic }: ComparedShape,
  hasCalls: boolean,
): readonly string[] {
  const count = units === cases ? String(cases) : `${cases} (${units} independent)`;
  if (!hasCalls) return [feature, count];
  if (traffic === null) return [feature, count, "", ""];
  return [feature, count, percent(traffic.share), toRange(traffic.interval)];
}

/** Those that production has most first. */
function describeThin(thin: readonly ComparedShape[], hasCalls: boolean): readonly string[] {
  if (!hasCalls) {
    const names = thin.map(({ feature }) => feature).join(", ");
    return [`Fewer than ${fewUnits} independent cases, too few to say anything of it: ${names}`];
  }
  const more = thin.length - mostThin;
  return [
    ...thin.slice(0, mostThin).map(describeThinShape),
    ...(more > 0 ? [`And ${toCount(more, "more shape")}: the table has them.`] : []),
  ];
}

function describeThinShape({ feature, cases, units, traffic }: ComparedShape): string {
  const count = `${toCount(cases, "case")} of ${feature}`;
  const grouped = units === cases ? "" : `, ${units} independent`;
  if (traffic === null) return `${count}${grouped}`;
  return `${count}${grouped}, which ${percent(traffic.share)} of traffic has (${toRange(traffic.interval)}).`;
}

function describeNoThin(hasCalls: boolean): string {
  const few = `${fewUnits} independent cases`;
  return hasCalls
    ? `Every shape of at least ${percent(leastShare)} of traffic has ${few} or more.`
    : `Every shape that the dataset has, it has in ${few} or more.`;
}

function describeTraffic(traffic: FoundTraffic): readonly string[] {
  if ("why" in traffic) return [`Production's shapes are not known: ${traffic.why}`];
  const { calls, environment, since, unshaped, isCapped } = traffic;
  const others = unshaped === 0 ? "" : `, and ${unshaped} whose shape is not known`;
  const newest = isCapped ? "the newest " : "";
  return [
    `Production: ${newest}${toCount(calls.length, "call")} of ${environment} since ${describeTime(since)}${others}.${isCapped ? " Look at more with --calls." : ""}`,
  ];
}

function toRange({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${(lower * 100).toFixed(1)}–${percent(upper)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function toCount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
