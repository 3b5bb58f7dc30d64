/** What V8 takes for each, roughly: a value's own head, and the place of one member. */
const headBytes = 32;
const memberBytes = 16;

/**
 * About how much memory a JSON-like value takes, to be held below a bound. Its length as JSON would not do:
 * `[{},{},{}]` takes ten times as much in memory. What stands in several places counts once.
 */
export function estimateBytes(value: unknown): number {
  let bytes = 0;
  const met = new Met();
  const take = (member: unknown) => {
    if (typeof member === "string") bytes += headBytes + textBytes(member);
    else if (typeof member === "object" && member !== null) met.add(member);
  };
  take(value);
  for (const next of met.objects) {
    const members = Object.values(next);
    bytes += headBytes + memberBytes * members.length;
    if (!Array.isArray(next)) for (const key of Object.keys(next)) bytes += key.length;
    for (const member of members) take(member);
  }
  return bytes;
}

/** A set costs more than to look through so many, and a call's record seldom has more. */
const mostLookedThrough = 40;

/** Each object once, in the order in which it was met. */
class Met {
  readonly objects: object[] = [];
  #all: Set<object> | null = null;

  add(object: object): void {
    if (this.#all === null ? this.objects.includes(object) : this.#all.has(object)) return;
    this.objects.push(object);
    if (this.#all !== null) this.#all.add(object);
    else if (this.objects.length > mostLookedThrough) this.#all = new Set(this.objects);
  }
}

/** Beyond Latin-1 every character takes two bytes. */
function textBytes(text: string): number {
  return /[\u0100-\uffff]/.test(text) ? 2 * text.length : text.length;
}
