import { TemplateError } from "@promptrail/core/errors";
import { admit, isContextMap, RefusedValue, readOwn } from "../values/context-value.js";

/** A reference to another node. */
export interface PackedReference {
  readonly node: number;
}

export type PackedValue = string | number | boolean | null | undefined | PackedReference;

export type PackedNode =
  | {
      readonly type: "object";
      readonly keys: readonly string[];
      readonly values: readonly PackedValue[];
    }
  | {
      readonly type: "list";
      readonly length: number;
      /** The positions of `values`; null where every position has one. */
      readonly places: readonly number[] | null;
      readonly values: readonly PackedValue[];
    }
  | {
      readonly type: "map";
      readonly keys: readonly PackedValue[];
      readonly values: readonly PackedValue[];
    }
  | {
      readonly type: "refused";
      readonly kind: RefusedValue["kind"];
      readonly reason: string;
    };

/** A context as a flat list of nodes, the first of which is the context itself. */
export type PackedContext = readonly PackedNode[];

/**
 * Copies a context for another thread by the rules by which templates read it: no getter runs, and
 * what a template may not read is replaced by the reason, so that only a template that reads it fails.
 * Flat, because neither depth nor cycles may stop the copy.
 * Throws TemplateError of kind `limit` for a context above `maximumMb`.
 */
export function packContext(context: object, maximumMb: number): PackedContext {
  const packing = new Packing(maximumMb);
  packing.refer(context);
  return packing.finish();
}

// About what V8 takes for a value and for an object, with its slots in the copy.
const bytesPerValue = 16;
const bytesPerNode = 64;
const bytesPerCharacter = 2;

// Longer lists are looked at for holes before they are walked through.
const longList = 10_000;

class Packing {
  private readonly nodes: PackedNode[] = [];
  private readonly pending: object[] = [];
  private readonly places = new Map<object, PackedReference>();

  private bytesLeft: number;
  private readonly maximumMb: number;

  constructor(maximumMb: number) {
    this.maximumMb = maximumMb;
    this.bytesLeft = maximumMb * 2 ** 20;
  }

  refer(value: unknown): PackedValue {
    this.weigh(bytesPerValue);
    if (typeof value === "string") {
      this.weigh(value.length * bytesPerCharacter);
      return value;
    }
    const admitted = admit(value);
    if (typeof admitted === "object" && admitted !== null) return this.place(admitted);
    // An admitted value that is no object is one of these.
    return admitted as PackedValue;
  }

  finish(): PackedContext {
    // The list grows while it is walked through.
    for (const [index, value] of this.pending.entries()) this.nodes[index] = this.toNode(value);
    return this.nodes;
  }

  private place(value: object): PackedReference {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    this.weigh(bytesPerNode);
    const reference = { node: this.pending.length };
    this.places.set(value, reference);
    this.pending.push(value);
    return reference;
  }

  private weigh(bytes: number): void {
    this.bytesLeft -= bytes;
    if (this.bytesLeft >= 0) return;
    const reason = `the context has more than ${this.maximumMb} MB, which the render worker has no room for. Give the template less data, or raise worker.memoryMb`;
    throw new TemplateError({ kind: "limit", reason });
  }

  private toNode(value: object): PackedNode {
    if (value instanceof RefusedValue) {
      return { type: "refused", kind: value.kind, reason: value.reason };
    }
    if (Array.isArray(value)) return this.toList(value);
    if (isContextMap(value)) {
      const keys = Array.from(value.keys(), (key) => this.refer(key));
      return { type: "map", keys, values: Array.from(value.values(), (item) => this.refer(item)) };
    }
    const keys = Object.keys(value);
    for (const key of keys) this.weigh(key.length * bytesPerCharacter);
    return { type: "object", keys, values: keys.map((key) => this.refer(readOwn(value, key))) };
  }

  private toList(list: readonly unknown[]): PackedNode {
    const { length } = list;
    const places = length > longList ? findPlaces(list) : null;
    if (places !== null) {
      const values = places.map((place) => this.refer(readOwn(list, place)));
      return { type: "list", length, places, values };
    }
    const values: PackedValue[] = [];
    for (let index = 0; index < length; index += 1) values.push(this.refer(readOwn(list, index)));
    return { type: "list", length, places, values };
  }
}

/** The positions of a list with more holes than values; null where it has fewer. */
function findPlaces(list: readonly unknown[]): readonly number[] | null {
  const keys = Object.keys(list);
  if (keys.length * 2 > list.length) return null;
  return keys.filter((key) => String(Number(key) >>> 0) === key).map(Number);
}
