import { PromptrailError } from "../errors/promptrail-error.js";

/**
 * A detector failed, so it is unknown what a text holds: what was to be redacted must not be stored.
 * Neither the message nor the data hold any of the text, and there is no `cause`: its message may.
 */
export class RedactionError extends PromptrailError {
  readonly detector: string;

  constructor(detector: string, problem: string) {
    super(
      "invalid_definition",
      `The redaction "${detector}" failed: ${problem} What was to be redacted must not be stored.`,
      { detector },
    );
    this.detector = detector;
  }
}
