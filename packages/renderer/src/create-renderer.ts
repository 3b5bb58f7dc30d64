import type { Renderer, TemplateFilter } from "@promptrail/core";
import { compileTemplate } from "./compile-template.js";
import type { TemplateLimits } from "./limits/template-limits.js";
import { mergeFilters } from "./merge-filters.js";
import { createPooledCompile } from "./pool/create-pooled-compile.js";
import type { RenderPool } from "./pool/create-render-pool.js";
import { createWorkerRenderer, type WorkerRenderer } from "./worker/create-worker-renderer.js";
import type { WorkerSettings } from "./worker/worker-settings.js";

export interface RendererSettings {
  /** Filters for every template, besides those given when one is compiled. */
  readonly filters?: readonly TemplateFilter[];
  readonly limits?: Partial<TemplateLimits>;
  /** Compiles and renders in a worker thread with a deadline and a memory limit. Default: in this one. */
  readonly worker?: WorkerSettings;
  /** Where `renderAsync` renders what may take long. Its maker closes it. Default: in this thread. */
  readonly pool?: RenderPool;
}

/**
 * The Renderer port on strict Jinja templates. With `worker`, a template that exceeds the deadline or
 * the memory is ended with a TemplateError of kind `limit`, and calls block as they do without it.
 */
export function createRenderer(
  settings: Omit<RendererSettings, "pool"> & { readonly worker: WorkerSettings },
): WorkerRenderer;
export function createRenderer(settings?: RendererSettings): Renderer;
export function createRenderer(settings: RendererSettings = {}): Renderer {
  const { filters = [], limits = {}, worker, pool } = settings;
  if (worker !== undefined) return createWorkerRenderer({ filters, limits, worker });
  const compile = pool === undefined ? compileTemplate : createPooledCompile(pool);
  return {
    compile: (source, options) =>
      compile(source, {
        name: options.name,
        filters: mergeFilters(filters, options.filters),
        functions: options.functions,
        partials: options.partials,
        settings: options.settings,
        limits,
      }),
  };
}
