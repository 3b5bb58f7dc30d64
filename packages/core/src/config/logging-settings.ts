import type { CallLogging } from "../call-log/call-logging.js";
import type { RedactionSettings } from "../privacy/redactor.js";

/** How the calls of a project are logged. */
export interface LoggingSettings extends CallLogging {
  /**
   * What is taken out of what was said, and out of errors, before it is stored: what the built-in detectors find, and what
   * these settings add. `false`: nothing. Default: what the built-in detectors find.
   */
  readonly redact?: RedactionSettings | false | undefined;
}
