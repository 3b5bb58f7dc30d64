/** Every own key and descriptor of the objects that an escaped template would change. */
export function globalState(): unknown {
  return [globalThis, Object.prototype, Array.prototype, String.prototype, Function.prototype].map(
    (shared) => Reflect.ownKeys(shared).map((key) => [key, describe(shared, key)]),
  );
}

/** By identity of what the property holds, without looking into it. */
function describe(shared: object, key: PropertyKey): readonly unknown[] {
  const descriptor = Object.getOwnPropertyDescriptor(shared, key) ?? {};
  return Object.entries(descriptor).map(([name, held]: [string, unknown]) =>
    typeof held === "boolean" ? [name, held] : [name, numberOf(held)],
  );
}

const numbers = new Map<unknown, number>();

function numberOf(value: unknown): number {
  const number = numbers.get(value) ?? numbers.size;
  numbers.set(value, number);
  return number;
}
