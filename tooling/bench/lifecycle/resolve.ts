import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import type { Benchmark } from "../benchmark.ts";
import { createAwaitedTimer } from "../timers/awaited-timer.ts";
import { createLoopTimer } from "../timers/loop-timer.ts";
import { createFamilies } from "./create-families.ts";

interface ResolveSettings {
  readonly families: number;
  readonly milliseconds: number;
  readonly runs: number;
}

const awaitedUnits = 100_000;

/** Finding what a family serves, among few families and among many, against a look into a Map. */
export function createResolveBenchmark({
  families,
  milliseconds,
  runs,
}: ResolveSettings): Benchmark {
  return {
    name: "resolve",
    prepare: async () => {
      const few = await open(10);
      const many = await open(families);
      const map = new Map(many.names.map((name) => [name, { key: `${name}_v1` }]));
      const lookUp = createTurner(many.names, (name) => map.get(name)?.key ?? "");
      const resolveMany = createTurner(many.names, many.resolve);
      return {
        comparisons: [
          {
            what: `resolve among ${families} families against a Map's get`,
            bound: null,
            runs,
            subject: createLoopTimer(milliseconds, resolveMany),
            floor: createLoopTimer(milliseconds, lookUp),
          },
          {
            what: `resolve among ${families} families against a Map's get that is awaited`,
            bound: 1,
            runs,
            subject: createLoopTimer(milliseconds, resolveMany),
            floor: createAwaitedTimer(awaitedUnits, async () => {
              if ((await Promise.resolve(lookUp())) === "") throw new Error("It is in the Map.");
            }),
          },
        ],
        limits: [few, many].map(({ names, resolve }) => ({
          what: `resolve among ${names.length} families`,
          unit: "microseconds" as const,
          bound: 0.1,
          runs,
          subject: createLoopTimer(milliseconds, createTurner(names, resolve)),
        })),
        close: async () => {
          await Promise.all([few.close(), many.close()]);
        },
      };
    },
  };
}

async function open(count: number) {
  const prompts = createFamilies({ families: count, versions: 1 });
  const providers = [claude({ apiKey: "sk-bench" })];
  const promptrail = await createPromptrail({ prompts, providers, environment: "bench" });
  return {
    names: promptrail.registry.families,
    resolve: (family: string) => promptrail.resolve(family).version.key,
    close: () => promptrail.close(),
  };
}

/** Asks for ten names in turn, as a process does that serves some of its families often. */
function createTurner(names: readonly string[], ask: (name: string) => string): () => string {
  const step = Math.max(1, Math.floor(names.length / 10));
  const asked = names.filter((_name, index) => index % step === 0).slice(0, 10);
  let turn = 0;
  return () => {
    turn = turn + 1 === asked.length ? 0 : turn + 1;
    return ask(asked[turn] ?? "");
  };
}
