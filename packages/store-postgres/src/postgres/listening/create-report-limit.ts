import { toErrorText } from "@promptrail/core/errors";

/** What a problem is told by: its text. */
function toText(error: unknown): string {
  return toErrorText(error);
}

/** Passes a problem on, unless the same one was told less than `repeatMs` ago. */
export function createReportLimit(
  tell: (error: unknown) => void,
  repeatMs: number,
): (error: unknown) => void {
  const toldAt = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    for (const [text, at] of toldAt) if (now - at >= repeatMs) toldAt.delete(text);
    const text = toText(error);
    if (toldAt.has(text)) return;
    toldAt.set(text, now);
    tell(error);
  };
}
