import type { Renderer, TemplateFilter } from "@promptrail/core";
import { compileTemplate } from "./compile-template.js";
import type { TemplateLimits } from "./limits/template-limits.js";

export interface RendererSettings {
  /** Filters for every template, besides those given when one is compiled. */
  readonly filters?: readonly TemplateFilter[];
  readonly limits?: Partial<TemplateLimits>;
}

/** The Renderer port on strict Jinja templates. */
export function createRenderer(settings: RendererSettings = {}): Renderer {
  return {
    compile(source, { name, filters }) {
      const given = new Set(filters.map((filter) => filter.name));
      const shared = (settings.filters ?? []).filter((filter) => !given.has(filter.name));
      return compileTemplate(source, {
        name,
        filters: [...shared, ...filters],
        ...(settings.limits === undefined ? {} : { limits: settings.limits }),
      });
    },
  };
}
