import { omitUndefined } from "@promptrail/core/portable";
import { type BreakKind, breakKinds } from "../../../upstream/break.js";
import type { Fault } from "../../../upstream/fault.js";
import type { Wire } from "../../../upstream/wire.js";
import { findEventKind, type ProviderCell } from "./axes.js";
import { waitMs } from "./expect-cell.js";

/** The vendor's clock in the replies that name a date: far from this machine's, as clocks may be. */
const vendorNow = Date.UTC(2026, 0, 5, 12);

/**
 * A cell as what the upstream does.
 *
 * @param secret stands in the words of each failure: vendors repeat keys.
 * @param seen settles once the caller has seen some of a streamed answer.
 */
export function scriptCell(
  cell: ProviderCell,
  { failures }: Pick<Wire, "failures">,
  { secret, seen }: { readonly secret: string; readonly seen: Promise<unknown> },
): Fault {
  const { reply, phase, fault } = cell;
  const word = reply === "quota" ? failures.quota : undefined;
  const status = word?.status ?? (reply === "quota" ? 429 : reply);
  const failure = { status, code: word?.code, message: `Refused for ${secret}.` };
  const headers = toHeaders(cell);
  if (phase === "whole" && reply === 307) return { type: "redirect" };
  if (phase === "whole" && status === 200) return { type: "none" };
  if (phase === "whole") return { type: "status", ...omitUndefined(failure), headers };
  const event = findEventKind(fault);
  const isShown =
    cell.method === "stream" && (phase === "after-content" || phase === "before-terminal");
  return {
    type: "break",
    phase,
    by: toBreakKind(fault),
    headers,
    ...omitUndefined({
      ...failure,
      code: event === null ? failure.code : failures[event]?.code,
      when: isShown ? seen : undefined,
    }),
  };
}

function toBreakKind(fault: ProviderCell["fault"]): BreakKind {
  return breakKinds.find((kind) => kind === fault) ?? "error-event";
}

function toHeaders({ wait }: ProviderCell): Readonly<Record<string, string>> {
  if (wait === "absent") return {};
  if (wait !== "date past" && wait !== "date future") return { "retry-after": wait };
  const at = wait === "date past" ? vendorNow - 60_000 : vendorNow + (waitMs[wait] ?? 0);
  return {
    date: new Date(vendorNow).toUTCString(),
    "retry-after": new Date(at).toUTCString(),
  };
}
