import type { Renderer, TemplateFilter } from "@promptrail/core";
import { PromptrailError, TemplateError } from "@promptrail/core/errors";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import { defaultLimits, type TemplateLimits } from "../limits/template-limits.js";
import { mergeFilters } from "../merge-filters.js";
import { toContext } from "../values/context-value.js";
import { type PackedContext, packContext } from "./pack-context.js";
import { RenderThread } from "./render-thread.js";
import { toCompileRequest } from "./to-compile-request.js";
import type { CompileRequest } from "./worker-messages.js";
import { defaultWorkerSettings, type WorkerSettings } from "./worker-settings.js";

// The rest is for the copy that the worker rebuilds, and for what the template makes of it.
const contextShare = 1 / 4;

/** A renderer whose templates are compiled and rendered in a worker thread. */
export interface WorkerRenderer extends Renderer {
  /** Ends the worker. A later call starts another. */
  close(): void;
}

export function createWorkerRenderer(settings: {
  readonly filters: readonly TemplateFilter[];
  readonly limits: Partial<TemplateLimits>;
  readonly worker: WorkerSettings;
}): WorkerRenderer {
  const { limits } = settings;
  const worker = { ...defaultWorkerSettings, ...settings.worker };
  checkLimits(worker, limits);
  const thread = new RenderThread(worker);
  const unreachable = new FinalizationRegistry<number>((id) => thread.forget(id));
  let count = 0;
  return {
    compile(source, options) {
      count += 1;
      const filters = mergeFilters(settings.filters, options.filters);
      const request = toCompileRequest(count, source, { ...options, filters, limits });
      const template = compileInThread(thread, request, worker.memoryMb * contextShare);
      unreachable.register(template, count);
      return template;
    },
    close: () => thread.close(),
  };
}

function compileInThread(
  thread: RenderThread,
  request: CompileRequest,
  contextMb: number,
): CompiledTemplate {
  const { facts } = thread.compile(request);
  const pack = (context: unknown): PackedContext => {
    try {
      return packContext(toContext(context), contextMb);
    } catch (error) {
      throw error instanceof TemplateError ? error.in(request.name) : error;
    }
  };
  const render = (context: unknown) => thread.render(request, pack(context));
  // The thread answers one caller at a time, who waits for it: see decision 8.
  return { ...facts, render, renderAsync: async (context) => render(context) };
}

function checkLimits(worker: Required<WorkerSettings>, limits: Partial<TemplateLimits>): void {
  for (const name of ["deadlineMs", "memoryMb"] as const) {
    if (worker[name] > 0 && Number.isFinite(worker[name])) continue;
    throw new PromptrailError(
      "config_invalid",
      `The renderer's worker.${name} must be a number above 0. Leave it out for ${defaultWorkerSettings[name]}.`,
    );
  }
  if ((limits.valueSize ?? 0) <= defaultLimits.valueSize) return;
  throw new PromptrailError(
    "config_invalid",
    `With a worker, limits.valueSize cannot be above ${defaultLimits.valueSize}: V8 ends the whole process where one larger value meets a full heap. Lower it, or render without a worker.`,
  );
}
