import { bindMethod } from "../methods/bind-method.js";
import { itemsOfRange } from "../operations/iterate.js";
import { isMapping, readKey } from "../operations/mappings.js";
import { charactersOf } from "../operations/measure-text.js";
import { readList } from "../operations/read-list.js";
import { CallableValue, Namespace } from "../values/callable-value.js";
import { isSimpleText } from "../values/code-points.js";
import { readOwn } from "../values/context-value.js";
import { isHashable } from "../values/dict.js";
import { integerOf, type Numeric, toFloat, toNumeric } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { GroupTuple, isMadeList, makeList, RangeValue, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";

/** `target.name`: a key of a mapping, a part of one of our own values, or a method. */
export function readMember(
  state: RenderState,
  target: unknown,
  name: string,
  site: number | null,
): unknown {
  if (target instanceof UndefinedValue) return state.raise(target);
  const own = ownMember(state, target, name);
  if (own !== undefined) return own;
  // Double-underscore names lead into Python's and JavaScript's machinery, and do not exist here.
  const method = name.startsWith("__") ? undefined : bindMethod(target, name);
  return method ?? state.missing(site, `'${typeName(target)}' element has no '${name}'`);
}

function ownMember(state: RenderState, target: unknown, name: string): unknown {
  if (target instanceof Namespace) return target.members.get(name);
  if (target instanceof CallableValue) return target.member(state, name);
  if (target instanceof GroupTuple) {
    return name === "grouper" ? target.grouper : name === "list" ? target.list : undefined;
  }
  if (target instanceof RangeValue) return rangeMember(target, name);
  if (isMapping(target)) return readKey(state, target, name);
  const number = toNumeric(target);
  return number === undefined ? undefined : numberMember(number, name);
}

function rangeMember(range: RangeValue, name: string): number | undefined {
  return name === "start" || name === "stop" || name === "step" ? range[name] : undefined;
}

/** A number's parts, as it is a complex one and an integer is a fraction. */
function numberMember({ value, float }: Numeric, name: string): unknown {
  const same = float ? toFloat(value) : value;
  if (name === "real" || (name === "numerator" && !float)) return same;
  if (name === "imag") return float ? toFloat(0) : 0;
  return name === "denominator" && !float ? 1 : undefined;
}

/** `target[index]`. `step` closes the concrete path where the index is computed. */
export function readItem(
  state: RenderState,
  target: unknown,
  index: unknown,
  step: unknown,
): unknown {
  if (target instanceof UndefinedValue) return state.raise(target);
  // As in Jinja2, an absent or unhashable index leads to nothing, which raises when it is used.
  if (index instanceof UndefinedValue) return isMapping(target) ? state.raise(index) : index;
  const found = isHashable(state, index) ? itemOf(state, target, index) : undefined;
  if (found !== undefined) return found;
  if (typeof index === "string" && !isMapping(target) && !index.startsWith("__")) {
    const member = ownMember(state, target, index) ?? bindMethod(target, index);
    if (member !== undefined) return member;
  }
  // A computed index may be a value of the context, which no message may hold.
  const shown = step === undefined ? ` '${String(index)}'` : " such key or position";
  return state.missing(
    state.site,
    `'${typeName(target)}' element has no${shown}`,
    typeof step === "string" ? null : step,
  );
}

function itemOf(state: RenderState, target: unknown, index: unknown): unknown {
  if (isMapping(target)) return readKey(state, target, index);
  const position = integerOf(index);
  if (position === undefined) return undefined;
  if (typeof target === "string") return characterAt(state, target, position);
  const length = sizeOf(target);
  const place = position < 0 ? position + length : position;
  return place >= 0 && place < length ? itemAt(state, target, place) : undefined;
}

function characterAt(state: RenderState, text: string, position: number): string | undefined {
  state.scan(text.length);
  return isSimpleText(text) ? text.at(position) : charactersOf(state, text).at(position);
}

function sizeOf(target: unknown): number {
  if (Array.isArray(target)) return target.length;
  if (target instanceof Tuple) return target.items.length;
  return target instanceof RangeValue ? target.length : 0;
}

function itemAt(state: RenderState, target: unknown, place: number): unknown {
  if (Array.isArray(target)) {
    const list: readonly unknown[] = target;
    if (isMadeList(list)) return list[place];
    return state.accept(readOwn(list, place), state.site) ?? null;
  }
  if (target instanceof Tuple) return target.items[place];
  return target instanceof RangeValue ? target.at(place) : undefined;
}

/** `target[start:stop:step]`. */
export function readSlice(
  state: RenderState,
  target: unknown,
  start: unknown,
  stop: unknown,
  step: unknown,
): unknown {
  if (target instanceof UndefinedValue) return state.raise(target);
  const bounds = [start, stop, step].map((bound) => sliceBound(state, bound));
  const [from, to, by = 1] = bounds;
  if (by === 0) return state.fail("value", "slice step cannot be zero");
  const cut = <Part>(items: readonly Part[]): Part[] => {
    const part = sliceItems(items, from, to, by);
    state.spend(part.length);
    return part;
  };
  if (typeof target === "string") return cut(charactersOf(state, target)).join("");
  if (Array.isArray(target)) return makeList(cut(readList(state, target)));
  if (target instanceof Tuple) return new Tuple(cut(target.items));
  if (target instanceof RangeValue) return makeList(cut(itemsOfRange(state, target)));
  return state.fail("type", `'${typeName(target)}' object cannot be sliced`);
}

function sliceBound(state: RenderState, bound: unknown): number | undefined {
  if (bound === null) return undefined;
  if (bound instanceof UndefinedValue) return state.raise(bound);
  const reason = "slice indices must be integers or None";
  return integerOf(bound) ?? state.fail("type", reason);
}

function sliceItems<Part>(
  items: readonly Part[],
  start: number | undefined,
  stop: number | undefined,
  step: number,
): Part[] {
  const { length } = items;
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const clamp = (bound: number) =>
    Math.min(high, Math.max(low, bound < 0 ? bound + length : bound));
  const first = start === undefined ? (step > 0 ? low : high) : clamp(start);
  const last = stop === undefined ? (step > 0 ? high : low) : clamp(stop);
  const cut: Part[] = [];
  for (let index = first; step > 0 ? index < last : index > last; index += step) {
    const item = items[index];
    if (item !== undefined) cut.push(item);
  }
  return cut;
}
