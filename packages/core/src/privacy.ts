export { createRedactor } from "./privacy/create-redactor.js";
export { RedactionError } from "./privacy/redaction-error.js";
export type {
  BuiltInDetector,
  Detector,
  Redacted,
  RedactionPattern,
  RedactionSettings,
  Redactor,
  Span,
} from "./privacy/redactor.js";
