import type { GateRule } from "@promptrail/core";

/** What a part of a candidate's results must reach: that of an eval, of the cases with a tag, or of both. */
export type GateFloor = NonNullable<GateRule["floors"]>[number];
