import { diag } from "@opentelemetry/api";
import { toErrorText } from "@promptrail/core/errors";

/** Runs what is somebody else's and may fail. Never throws. */
export type Guard = (run: () => void) => void;

/**
 * What fails is told to the application's OpenTelemetry logger, the first time alone: what is broken for good must not
 * fill the log.
 */
export function createGuard(): Guard {
  let isTold = false;
  return (run) => {
    try {
      run();
    } catch (error) {
      if (isTold) return;
      isTold = true;
      tell(error);
    }
  };
}

function tell(error: unknown): void {
  try {
    diag.error(
      `Promptrail's spans or metrics failed: ${toErrorText(error)}. Calls continue, but some of their spans and metrics may be missing; later failures are not reported. Check the OpenTelemetry SDK that the application registers.`,
    );
  } catch {
    // The logger is the application's own, and nobody is left to tell.
  }
}
