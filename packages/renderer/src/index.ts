export { TemplateError } from "@promptrail/core";
export { type CompileSettings, compileTemplate } from "./compile-template.js";
export { createRenderer, type RendererSettings } from "./create-renderer.js";
export { currencyFilter } from "./currency-filter.js";
export { defaultLimits, type TemplateLimits } from "./limits/template-limits.js";
