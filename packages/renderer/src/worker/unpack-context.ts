import { RefusedValue } from "../values/context-value.js";
import type { PackedContext, PackedNode, PackedValue } from "./pack-context.js";

/** A value that is filled once every other one exists. */
interface Part {
  readonly value: unknown;
  readonly fill: (read: (packed: PackedValue) => unknown) => void;
}

/** Rebuilds a packed context: the same values, order, cycles and refusals. */
export function unpackContext(nodes: PackedContext): unknown {
  const parts = nodes.map(toPart);
  const read = (packed: PackedValue): unknown =>
    typeof packed === "object" && packed !== null ? parts[packed.node]?.value : packed;
  for (const { fill } of parts) fill(read);
  return parts[0]?.value;
}

function toPart(node: PackedNode): Part {
  switch (node.type) {
    case "object":
      return toObject(node);
    case "list":
      return toList(node);
    case "map":
      return toMap(node);
    case "refused":
      return { value: new RefusedValue(node.kind, node.reason), fill: () => {} };
  }
}

function toObject({ keys, values }: Extract<PackedNode, { type: "object" }>): Part {
  const value: Record<string, unknown> = {};
  const define = (key: string, member: unknown): void => {
    if (key !== "__proto__") value[key] = member;
    // Assigned, it would be the prototype; it is a key like others.
    else Object.defineProperty(value, key, { value: member, enumerable: true });
  };
  return {
    value,
    fill: (read) => {
      for (const [at, key] of keys.entries()) define(key, read(values[at]));
    },
  };
}

function toList({ length, places, values }: Extract<PackedNode, { type: "list" }>): Part {
  const value: unknown[] = [];
  return {
    value,
    fill: (read) => {
      for (const [at, item] of values.entries()) value[places?.[at] ?? at] = read(item);
      value.length = length;
    },
  };
}

function toMap({ keys, values }: Extract<PackedNode, { type: "map" }>): Part {
  const value = new Map<unknown, unknown>();
  return {
    value,
    fill: (read) => {
      for (const [at, key] of keys.entries()) value.set(read(key), read(values[at]));
    },
  };
}
