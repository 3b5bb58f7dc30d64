export type { ContentRedactor } from "./content/content-redactor.js";
export { otel } from "./otel.js";
export { otelBounds } from "./otel-bounds.js";
export type { OtelSettings } from "./otel-settings.js";
