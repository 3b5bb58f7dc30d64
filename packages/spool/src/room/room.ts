import type { LoggedCall } from "@promptrail/core/call-log";

/** What still is kept, by how much of the spool's room is used; from one to the next less is. */
export type Room = "all" | "half_of_bodies" | "figures" | "figures_of_production" | "nothing";

const steps: readonly (readonly [from: number, room: Room])[] = [
  [1, "nothing"],
  [0.9, "figures_of_production"],
  [0.7, "figures"],
  [0.6, "half_of_bodies"],
];

/** @param share of the room that is used, 0 to 1. */
export function findRoom(share: number): Room {
  return steps.find(([from]) => share >= from)?.[1] ?? "all";
}

export interface FittedCall {
  /** Null where nothing of the call is kept. */
  readonly call: LoggedCall | null;
  readonly lost: "bodies" | "calls" | null;
}

/** What of a call is kept. `draw` gives a random number, 0 to 1. */
export function fitCall(call: LoggedCall, room: Room, draw: () => number): FittedCall {
  if (room === "all") return { call, lost: null };
  const isKept =
    room !== "nothing" && (room !== "figures_of_production" || call.lane === "production");
  if (!isKept) return { call: null, lost: "calls" };
  // Its body was lost before: nothing more is lost here.
  if (call.bodyLoss !== null) return { call, lost: null };
  const rate = room === "half_of_bodies" ? 0.5 : 0;
  const rated = { ...call, bodyRate: call.bodyRate * rate };
  if (draw() < rate) return { call: rated, lost: null };
  const said = { context: null, messages: null, text: null, data: null };
  return { call: { ...rated, ...said, bodyLoss: "shrunk" }, lost: "bodies" };
}
