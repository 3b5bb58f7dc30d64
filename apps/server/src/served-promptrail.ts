import type { Promptrail } from "@promptrail/runtime";

/** The project that a server serves. */
export type ServedPromptrail = Omit<Promptrail, "flush" | "close">;
