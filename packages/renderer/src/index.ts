export { TemplateError } from "@promptrail/core/errors";
export { type CompileSettings, compileTemplate } from "./compile-template.js";
export { createRenderer, type RendererSettings } from "./create-renderer.js";
export { currencyFilter } from "./currency-filter.js";
export { defaultLimits, type TemplateLimits } from "./limits/template-limits.js";
export { createRenderPool, type RenderPool } from "./pool/create-render-pool.js";
export type { RenderPoolSettings } from "./pool/pool-settings.js";
export type { WorkerRenderer } from "./worker/create-worker-renderer.js";
export type { WorkerSettings } from "./worker/worker-settings.js";
