import type { JsonObject } from "@promptrail/core";
import { readField } from "../../relations/json-fields.js";
import { applyEdits, type Edit } from "./edits.js";
import { findFewest } from "./find-fewest.js";
import { findSimplifications } from "./simplify.js";

/** An input, and what is changed in it; without edits, an input alone. */
export interface EditedInput {
  readonly original: JsonObject;
  readonly edits: readonly Edit[];
}

interface ShrinkSettings {
  /** Whether the failure is still there. */
  readonly fails: (input: EditedInput) => Promise<boolean>;
  readonly allows: (context: object) => Promise<boolean>;
  /** Told of each smaller input that fails. */
  readonly onSmaller: (input: EditedInput) => void;
}

/** Shrinking ends here: what is left is small enough to be read. */
const mostSteps = 40;

/** The fewest changed fields, then the simplest rest of the input, then the shortest texts. Throws what `fails` throws. */
export async function shrinkPair(found: EditedInput, settings: ShrinkSettings): Promise<void> {
  const { allows, onSmaller } = settings;
  let steps = 0;
  const tryOne = async (input: EditedInput): Promise<boolean> => {
    const changed = applyEdits(input.original, input.edits);
    if (!(await allows(input.original)) || !(await allows(changed))) return false;
    if (input.edits.length > 0 && JSON.stringify(changed) === JSON.stringify(input.original)) {
      return false;
    }
    steps += 1;
    if (steps > mostSteps || !(await settings.fails(input))) return false;
    onSmaller(input);
    return true;
  };
  const { original } = found;
  const edits = await findFewest(
    found.edits,
    (some) => tryOne({ original, edits: some }),
    Math.min(found.edits.length, 4),
  );
  let smallest = await simplify({ original, edits }, { tryOne, allows });
  for (const at of edits.keys()) smallest = await shortenText(smallest, at, tryOne);
}

type TryOne = (input: EditedInput) => Promise<boolean>;

async function simplify(
  { original, edits }: EditedInput,
  { tryOne, allows }: { readonly tryOne: TryOne; readonly allows: ShrinkSettings["allows"] },
): Promise<EditedInput> {
  const all = await findSimplifications(original, edits, allows);
  const leaving = (left: readonly Edit[]): EditedInput => {
    // Later items of a list first: what is taken away moves those behind it.
    const done = all.filter((each) => !left.includes(each)).toReversed();
    return { original: applyEdits(original, done), edits };
  };
  if (all.length === 0) return { original, edits };
  if (await tryOne(leaving([]))) return leaving([]);
  return leaving(await findFewest(all, (left) => tryOne(leaving(left))));
}

/** Leaves words out of what a change put into a text. */
async function shortenText(input: EditedInput, at: number, tryOne: TryOne): Promise<EditedInput> {
  const { original, edits } = input;
  const edit = edits[at];
  const before = edit === undefined ? undefined : readField(original, edit.path);
  if (edit === undefined || !("value" in edit) || typeof before !== "string") return input;
  if (typeof edit.value !== "string") return input;
  const { path, value } = edit;
  const { start, words, end } = splitInserted(before, value);
  const withWords = (some: readonly Word[]): EditedInput => {
    const text = `${start}${some.map((word) => word.text).join("")}${end}`;
    return { original, edits: edits.with(at, { path, value: text }) };
  };
  return withWords(await findFewest(words, (some) => tryOne(withWords(some))));
}

/** An object, since a word may stand twice. */
interface Word {
  readonly text: string;
}

function splitInserted(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const inserted = after.slice(head, after.length - tail);
  return {
    start: after.slice(0, head),
    words: (inserted.match(/\s*\S+|\s+$/gu) ?? []).map((text): Word => ({ text })),
    end: after.slice(after.length - tail),
  };
}
