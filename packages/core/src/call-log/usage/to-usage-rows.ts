import type { CallRecord } from "../../calls/call-record.js";
import { toOutcomeWord } from "../outcome-word.js";
import { costScale, latencyScale, SummaryMaker, tokenScale } from "./summary.js";
import type { UsageKey, UsageRow } from "./usage-row.js";

const hourMs = 3_600_000;

/** What calls have in common by which they are rolled up. */
export function toUsageKey(call: CallRecord): UsageKey {
  const last = call.attempts.at(-1);
  return {
    family: call.family,
    version: call.version,
    lane: call.lane,
    provider: toWord(last?.provider ?? call.provider),
    model: toWord(last?.model ?? call.requestedModel),
    outcome: toWord(toOutcomeWord(call)),
    firstAttempt: call.attempts.length <= 1,
    fallback: call.fallback,
    hour: new Date(Math.floor(call.startedAt.getTime() / hourMs) * hourMs),
  };
}

/** What a database's text cannot hold is replaced: a key must be storable, whatever a vendor or a caller wrote. */
function toWord(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/** Calls → their roll-ups by hour, as {@link sumUsage} makes them. */
export function toUsageRows(calls: readonly CallRecord[]): readonly UsageRow[] {
  return sumUsage(calls.map((call) => ({ call, key: toUsageKey(call) })));
}

/** A call with its own `toUsageKey`. */
export interface KeyedCall {
  readonly call: CallRecord;
  readonly key: UsageKey;
}

/** Calls whose keys are known → their roll-ups, in the order of their keys, so that writers that meet wait in one order. */
export function sumUsage(calls: readonly KeyedCall[]): readonly UsageRow[] {
  const groups = new Map<string, UsageMaker>();
  for (const { call, key } of calls) {
    const name = toGroupName(key);
    let group = groups.get(name);
    if (group === undefined) {
      group = new UsageMaker(key);
      groups.set(name, group);
    }
    group.take(call);
  }
  return [...groups.values()]
    .map((group) => ({ text: toKeyText(group.key), group }))
    .sort((left, right) => (left.text < right.text ? -1 : 1))
    .map(({ group }) => group.made());
}

/** What is unknown adds nothing; of nothing known the sum is unknown. */
export function addKnown(left: number | null, right: number | null): number | null {
  return left === null ? right : left + (right ?? 0);
}

/** The same for the same key and no other: it is made for each call, so it is made cheaply. No word of a key holds a NUL. */
function toGroupName(key: UsageKey): string {
  const { family, version, lane, provider, model, outcome, firstAttempt, fallback, hour } = key;
  return `${family}\0${version}\0${lane}\0${provider}\0${model}\0${outcome}\0${firstAttempt}\0${fallback}\0${hour.getTime()}`;
}

/** What keys are sorted by. */
function toKeyText(key: UsageKey): string {
  const { family, version, lane, provider, model, outcome, firstAttempt, fallback, hour } = key;
  return JSON.stringify([
    hour.toISOString(),
    family,
    version,
    lane,
    provider,
    model,
    outcome,
    firstAttempt,
    fallback,
  ]);
}

class UsageMaker {
  readonly key: UsageKey;
  readonly #latency = new SummaryMaker(latencyScale);
  readonly #cost = new SummaryMaker(costScale);
  readonly #headroom = new SummaryMaker(tokenScale);
  #calls = 0;
  #input: number | null = null;
  #output: number | null = null;
  #cacheRead: number | null = null;

  constructor(key: UsageKey) {
    this.key = key;
  }

  take(call: CallRecord): void {
    this.#calls += 1;
    this.#input = addKnown(this.#input, call.usage.input);
    this.#output = addKnown(this.#output, call.usage.output);
    this.#cacheRead = addKnown(this.#cacheRead, call.usage.cacheRead);
    this.#latency.take(call.durationMs);
    this.#cost.take(call.cost);
    this.#headroom.take(call.headroom?.tokens ?? null);
  }

  made(): UsageRow {
    return {
      ...this.key,
      calls: this.#calls,
      inputTokens: this.#input,
      outputTokens: this.#output,
      cacheReadTokens: this.#cacheRead,
      latency: this.#latency.made(),
      cost: this.#cost.made(),
      headroom: this.#headroom.made(),
    };
  }
}
