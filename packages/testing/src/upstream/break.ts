/** How far an exchange has come: each phase ends where the next one begins. */
export const breakPhases = [
  /** The connection stands; nothing of an answer was sent. */
  "connect",
  /** The status and a part of the headers were sent. */
  "headers",
  /** All headers were sent, and nothing of the answer's text. Of an error reply: half of its body. */
  "before-content",
  /** A part of the text was sent. */
  "after-content",
  /** All of the text was sent, and not what says that the answer is whole. */
  "before-terminal",
] as const;

export type BreakPhase = (typeof breakPhases)[number];

/** What happens there. */
export const breakKinds = [
  /** The connection is closed in order (FIN). */
  "close",
  /** The connection is reset (RST). */
  "reset",
  /** Nothing more comes, and the connection stays. */
  "silence",
  /** The rest comes a byte at a time, each after a while. */
  "slow-drip",
  /** The answer ends by the rules of HTTP, as if it were whole. */
  "early-end",
  /** The same of a compressed answer, whose compression has no end. */
  "cut-compression",
  /** The next piece is no JSON; all that comes after it is sent. */
  "malformed",
  /** The stream tells of a failure and ends; a body is that of a failure, with a status that says that all is well. */
  "error-event",
] as const;

export type BreakKind = (typeof breakKinds)[number];

/** Breaks one exchange at one phase. */
export interface Break {
  readonly type: "break";
  readonly phase: BreakPhase;
  readonly by: BreakKind;
  /** Of the reply that breaks; 200 by default: an answer. */
  readonly status?: number;
  /** The vendor's word for the failure that the reply or the event tells of. */
  readonly code?: string;
  /** What its error says in words. */
  readonly message?: string;
  /** Sent with the reply, beside its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Breaks only once this has settled: a reset may overtake what was sent and not yet read. */
  readonly when?: Promise<unknown>;
}
