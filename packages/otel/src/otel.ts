import type { CallObserver } from "@promptrail/core";
import { CallWatcher } from "./call-watcher.js";
import { createGuard } from "./guard.js";
import { type OtelSettings, readOtelSettings } from "./otel-settings.js";

/**
 * Tells OpenTelemetry of each call: a span for the call, one below it for each request to a vendor, and the metrics of the
 * GenAI conventions. For a config's `observers`. Nothing that fails in it reaches a call.
 *
 * @throws PromptrailError `config_invalid` for a setting that cannot be.
 */
export function otel(settings: OtelSettings = {}): CallObserver {
  const guard = createGuard();
  const watcher = new CallWatcher(readOtelSettings(settings, process.env), guard);
  return {
    started: (call) => guard(() => watcher.started(call)),
    attempted: (attempt, call) => guard(() => watcher.attempted(attempt, call)),
    finished: (record) => guard(() => watcher.finished(record)),
  };
}
