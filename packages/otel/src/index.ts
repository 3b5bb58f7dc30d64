export { otel } from "./otel.js";
export { otelBounds } from "./otel-bounds.js";
export type { OtelSettings } from "./otel-settings.js";
