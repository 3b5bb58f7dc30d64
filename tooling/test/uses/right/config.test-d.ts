import { defineConfig } from "@promptrail/config";
import { type CallObserver, memory, type PromptrailConfig, type Suite } from "@promptrail/core";
import { cases, defineSuite, maxWords } from "@promptrail/evals";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { expectTypeOf } from "vitest";
import { prompts, provider } from "../shop.js";

const suite = defineSuite({
  family: "newsletter",
  dataset: cases("rows", [{ id: "a", context: {} }]),
  evals: [maxWords(3)],
});
declare const observer: CallObserver;
declare const suites: readonly Suite[];

const config = defineConfig({
  prompts,
  providers: [provider],
  store: memory(),
  callLog: undefined,
  suites: [suite],
  observers: [observer],
  around: [
    async (call, next) => {
      expectTypeOf(call.family).toEqualTypeOf<string>();
      return next();
    },
  ],
  filters: [{ name: "shorten", version: 1, apply: (value) => value }],
  families: {
    product_description: { gate: "none" },
    fraud_score: { withoutState: "refuse", gate: undefined, strictSettings: false },
  },
  strictSettings: true,
  environment: "staging",
});
expectTypeOf(config).toEqualTypeOf<PromptrailConfig<typeof prompts>>();
expectTypeOf(await createPromptrail(config)).toEqualTypeOf<Promptrail<typeof prompts>>();

// Straight away, with the prompts that are written there, or with suites of any family.
const straight = await createPromptrail({ prompts: [prompts[0]], providers: [provider], suites });
expectTypeOf(straight).toEqualTypeOf<Promptrail<readonly [(typeof prompts)[0]]>>();
expectTypeOf(
  defineConfig({ prompts: [...prompts], providers: [], suites: [suite, ...suites] }),
).toExtend<PromptrailConfig>();

// A config that something else made.
declare const loaded: PromptrailConfig;
expectTypeOf(await createPromptrail(loaded)).toEqualTypeOf<Promptrail>();
await createPromptrail({ ...config, store: memory() }, { environment: "test" });
