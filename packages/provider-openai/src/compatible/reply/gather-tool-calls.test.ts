import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChatToolCall } from "../chat-reply.js";
import { gatherToolCalls, toText } from "./gather-tool-calls.js";

function gather(pieces: readonly ChatToolCall[]) {
  const calls = gatherToolCalls();
  for (const piece of pieces) calls.add(piece);
  return calls.list().map(({ id, function: called }) => [id, called?.arguments]);
}

/** The rule as it is told, without any index of what stands where. */
function gatherSlowly(pieces: readonly ChatToolCall[]) {
  const calls: { index: number | null; id: string; text: string }[] = [];
  for (const { index = null, id: told, function: called } of pieces) {
    const id = told ?? "";
    const isAtIndex = (call: { index: number | null }) => index === null || call.index === index;
    const same = calls.findLast((call) => isAtIndex(call) && id !== "" && call.id === id);
    const last = calls.findLast(isAtIndex);
    const isNew = last === undefined || (id !== "" && last.id !== "");
    const call = same ?? (isNew ? { index, id, text: "" } : last);
    if (!calls.includes(call)) calls.push(call);
    call.id ||= id;
    call.text += toText(called?.arguments ?? "");
  }
  return calls.map(({ id, text }) => [id, text]);
}

test("pieces come together by index and id, in whatever way a vendor tells them", () => {
  const piece = fc.record({
    index: fc.constantFrom(null, 0, 1, 2),
    id: fc.constantFrom(null, "", "a", "b"),
    function: fc.record({ arguments: fc.constantFrom("x", "y", "z") }),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      expect(gather(pieces)).toEqual(gatherSlowly(pieces));
    }),
  );
});

test("a stream of 200,000 calls takes a moment", { timeout: 20_000 }, () => {
  const pieces = Array.from({ length: 200_000 }, (_, index) => ({ index, id: `call_${index}` }));
  expect(gather([...pieces, ...pieces])).toHaveLength(200_000);
});
