import type { Renderer, TemplateFilter } from "@promptrail/core";
import { compileTemplate } from "./compile-template.js";
import type { TemplateLimits } from "./limits/template-limits.js";
import { mergeFilters } from "./merge-filters.js";
import { createWorkerRenderer, type WorkerRenderer } from "./worker/create-worker-renderer.js";
import type { WorkerSettings } from "./worker/worker-settings.js";

export interface RendererSettings {
  /** Filters for every template, besides those given when one is compiled. */
  readonly filters?: readonly TemplateFilter[];
  readonly limits?: Partial<TemplateLimits>;
  /** Compiles and renders in a worker thread with a deadline and a memory limit. Default: in this one. */
  readonly worker?: WorkerSettings;
}

/**
 * The Renderer port on strict Jinja templates. With `worker`, a template that exceeds the deadline or
 * the memory is ended with a TemplateError of kind `limit`, and calls block as they do without it.
 */
export function createRenderer(
  settings: RendererSettings & { readonly worker: WorkerSettings },
): WorkerRenderer;
export function createRenderer(settings?: RendererSettings): Renderer;
export function createRenderer(settings: RendererSettings = {}): Renderer {
  const { filters = [], limits = {}, worker } = settings;
  if (worker !== undefined) return createWorkerRenderer({ filters, limits, worker });
  return {
    compile: (source, options) =>
      compileTemplate(source, {
        name: options.name,
        filters: mergeFilters(filters, options.filters),
        limits,
      }),
  };
}
