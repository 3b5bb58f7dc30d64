import { expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.js";
import { findRoom, fitCall } from "./room.js";

const said = { context: { word: "tea" }, messages: null, text: "tea", data: { tea: 1 } };
const call = plainCall({ id: "one", ...said });

test.each([
  [0, "all"],
  [0.599, "all"],
  [0.6, "half_of_bodies"],
  [0.7, "figures"],
  [0.9, "figures_of_production"],
  [1, "nothing"],
  [1.5, "nothing"],
] as const)("with %f of the room used, %s is kept", (share, room) => {
  expect(findRoom(share)).toBe(room);
});

test("of half of the bodies the probability is kept with each call", () => {
  expect(fitCall(call, "half_of_bodies", () => 0.49)).toEqual({
    call: { ...call, bodyRate: 0.5 },
    lost: null,
  });
  expect(fitCall(call, "half_of_bodies", () => 0.5)).toMatchObject({
    call: { text: null, context: null, data: null, bodyLoss: "shrunk", bodyRate: 0.5 },
    lost: "bodies",
  });
});

test("figures are all but what was said", () => {
  const { call: kept, lost } = fitCall(call, "figures", () => 0);
  expect(lost).toBe("bodies");
  const shrunk = { context: null, messages: null, text: null, data: null, bodyLoss: "shrunk" };
  expect(kept).toEqual({ ...call, ...shrunk, bodyRate: 0 });
});

test("a body that was not kept anyway is not lost again", () => {
  const without = { ...call, text: null, bodyLoss: "sampled_out" as const, bodyRate: 0.1 };
  expect(fitCall(without, "figures", () => 0)).toEqual({ call: without, lost: null });
});

test("production comes first, and in the end nothing is kept", () => {
  const shadow = { ...call, lane: "shadow" as const };
  expect(fitCall(shadow, "figures_of_production", () => 0)).toEqual({ call: null, lost: "calls" });
  expect(fitCall(call, "figures_of_production", () => 0).lost).toBe("bodies");
  expect(fitCall(call, "nothing", () => 0)).toEqual({ call: null, lost: "calls" });
});
