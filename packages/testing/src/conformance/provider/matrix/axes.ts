import { type BreakKind, breakKinds, breakPhases } from "../../../upstream/break.js";

/** How the provider is asked. */
export const methods = ["complete", "stream"] as const;

/** What the upstream's reply says: an answer (200), a failure by its status, or the vendor's word for an empty account. */
export const replies = [
  200,
  307,
  400,
  401,
  402,
  403,
  404,
  408,
  413,
  422,
  429,
  500,
  502,
  503,
  504,
  529,
  "quota",
] as const;

/** How far the reply comes; `whole`: to its end. */
export const phases = ["whole", ...breakPhases] as const;

/** The failures that an event inside of a stream tells of. */
const eventKinds = ["overloaded", "rate_limited", "server_error", "quota", "bad_request"] as const;

/** What breaks it; `none`: nothing does. */
export const faults = [
  "none",
  ...breakKinds.filter((kind): kind is Exclude<BreakKind, "error-event"> => kind !== "error-event"),
  ...eventKinds.map((kind) => `error-event:${kind}` as const),
] as const;

/** The forms of `Retry-After`; dates are counted from the reply's own `Date`, which is days behind. */
export const waits = [
  "absent",
  "0",
  "1",
  "3600",
  "-5",
  "date past",
  "date future",
  "soon",
] as const;

/** One exchange with a provider, as the suite scripts it. */
export interface ProviderCell {
  readonly method: (typeof methods)[number];
  readonly reply: (typeof replies)[number];
  readonly phase: (typeof phases)[number];
  readonly fault: (typeof faults)[number];
  readonly wait: (typeof waits)[number];
}

/** `stream, 429, before content, reset, Retry-After 1` */
export function describeCell({ method, reply, phase, fault, wait }: ProviderCell): string {
  const words = [
    method,
    String(reply),
    phase.replace("-", " "),
    ...(fault === "none" ? [] : [fault.replace("-", " ")]),
    ...(wait === "absent" ? [] : [`Retry-After ${wait}`]),
  ];
  return words.join(", ");
}

/** The failure that an error event tells of; null for other faults. */
export function findEventKind(fault: ProviderCell["fault"]): (typeof eventKinds)[number] | null {
  return eventKinds.find((kind) => fault === `error-event:${kind}`) ?? null;
}
