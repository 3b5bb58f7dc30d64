import { compileTemplate } from "@promptrail/renderer";
import type { Benchmark, Comparison } from "../benchmark.ts";
import { createLoopTimer } from "../timers/loop-timer.ts";
import { compareFirstRender } from "./first-render.ts";
import { createProductContext } from "./product-context.ts";
import { readProductTemplate } from "./product-template.ts";
import { requireSameText } from "./require-same-text.ts";
import { compileStock, compileTightStock } from "./stock-nunjucks.ts";
import { writeByHand } from "./write-by-hand.ts";

interface RendererBenchmarkSettings {
  /** The least that a run of a loop takes. */
  readonly milliseconds: number;
  readonly runs: number;
  /** Runs of a process, which vary more. */
  readonly processRuns: number;
}

const sizes = [5, 50];

/**
 * The renderer against stock nunjucks 3.2.4 (compiled, cached, no escapes, throwOnUndefined) on the
 * example's user template. Throws where the engines print different texts.
 */
export function createRendererBenchmark(settings: RendererBenchmarkSettings): Benchmark {
  return {
    name: "renderer",
    prepare: async () => {
      const template = readProductTemplate();
      const comparisons = [
        ...sizes.map((size) => compareRender(template, size, settings)),
        ...sizes.map((size) => compareTight(template, size, settings)),
        compareCompile(template, settings),
        await compareFirstRender(template, createProductContext(5), settings.processRuns),
        ...sizes.map((size) => compareByHand(template, size, settings)),
        ...sizes.map((size) => compareWithLiteral(template, size, settings)),
      ];
      return { comparisons, close: async () => {} };
    },
  };
}

function compareRender(
  template: string,
  size: number,
  { milliseconds, runs }: RendererBenchmarkSettings,
): Comparison {
  const context = createProductContext(size);
  const ours = compileTemplate(template);
  const stock = compileStock(template);
  requireSameText(ours.render(context), stock.render(context));
  return {
    what: `a cached render with ${size} attributes against stock nunjucks`,
    bound: 1,
    runs,
    subject: createLoopTimer(milliseconds, () => ours.render(context)),
    floor: createLoopTimer(milliseconds, () => stock.render(context)),
  };
}

/** The same under trimBlocks and lstripBlocks, and with the text of the attributes in a partial. */
function compareTight(
  template: string,
  size: number,
  { milliseconds, runs }: RendererBenchmarkSettings,
): Comparison {
  const context = createProductContext(size);
  const ours = compileTemplate('{% include "all" %}', {
    settings: { trimBlocks: true, lstripBlocks: true },
    partials: { all: template },
  });
  const stock = compileTightStock(template);
  requireSameText(ours.render(context), stock.render(context));
  return {
    what: `the same with ${size} attributes, trimmed and from a partial, against stock nunjucks trimmed`,
    bound: 1,
    runs,
    subject: createLoopTimer(milliseconds, () => ours.render(context)),
    floor: createLoopTimer(milliseconds, () => stock.render(context)),
  };
}

/** The goal is 1.5: a template literal is the least that any engine can do. */
function compareWithLiteral(
  template: string,
  size: number,
  { milliseconds, runs }: RendererBenchmarkSettings,
): Comparison {
  const context = createProductContext(size);
  const ours = compileTemplate(template);
  requireSameText(ours.render(context), writeByHand(context));
  return {
    what: `a cached render with ${size} attributes against a template literal (goal: 1.5)`,
    bound: null,
    runs,
    subject: createLoopTimer(milliseconds, () => ours.render(context)),
    floor: createLoopTimer(milliseconds, () => writeByHand(context)),
  };
}

/** Source to a function that can render; ours with its analysis of the variables. */
function compareCompile(
  template: string,
  { milliseconds, runs }: RendererBenchmarkSettings,
): Comparison {
  const compiled = (result: object) => (Object.keys(result).length > 0 ? "compiled" : "empty");
  return {
    what: "compiling against stock nunjucks",
    bound: 3,
    runs,
    subject: createLoopTimer(milliseconds, () => compiled(compileTemplate(template))),
    floor: createLoopTimer(milliseconds, () => compiled(compileStock(template))),
  };
}

function compareByHand(
  template: string,
  size: number,
  { milliseconds, runs }: RendererBenchmarkSettings,
): Comparison {
  const context = createProductContext(size);
  const stock = compileStock(template);
  requireSameText(writeByHand(context), stock.render(context));
  return {
    what: `for orientation, a template literal with ${size} attributes against stock nunjucks`,
    bound: null,
    runs,
    subject: createLoopTimer(milliseconds, () => writeByHand(context)),
    floor: createLoopTimer(milliseconds, () => stock.render(context)),
  };
}
