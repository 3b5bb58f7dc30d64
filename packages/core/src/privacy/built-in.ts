import type { BuiltInDetector, Detector, Span } from "./redactor.js";

/** A detector that also knows what the name of a property says of the text that it holds. */
export interface NamingDetector extends Detector {
  /** Pure, like `find`; it is asked beside it. */
  findNamed?(name: string, text: string): Iterable<Span>;
}

/** A detector of ours. */
export interface BuiltIn extends NamingDetector {
  readonly name: BuiltInDetector;
}
