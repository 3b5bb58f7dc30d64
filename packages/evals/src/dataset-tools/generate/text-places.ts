/** The way to a text in a context: names and indexes. */
export type TextPlace = readonly (string | number)[];

/** A context may be deep; what is deeper stays as it is. */
const deepest = 50;

/** What no person reads as a text: a date, an address, a code with digits in it. */
const noProse = /^(?:\d{4}-\d\d-\d\d.*|\w+:\/\/\S+|\S+@\S+|(?=\S*\d)\S+|[\W_]+)$/u;

/** The places of the texts that people write, in the order of the context. Dates, addresses and codes are none. */
export function findTextPlaces(context: unknown): readonly TextPlace[] {
  const walk = (value: unknown, place: TextPlace): readonly TextPlace[] => {
    if (typeof value === "string") return noProse.test(value) ? [] : [place];
    if (typeof value !== "object" || value === null || place.length > deepest) return [];
    if (Array.isArray(value)) return value.flatMap((item, at) => walk(item, [...place, at]));
    return Object.entries(value).flatMap(([name, member]) => walk(member, [...place, name]));
  };
  return walk(context, []);
}

/** A copy in which the texts at these places are changed. */
export function changeTexts(
  context: unknown,
  places: readonly TextPlace[],
  change: (text: string) => string,
): unknown {
  const wanted = new Set(places.map((place) => JSON.stringify(place)));
  const copy = (value: unknown, place: TextPlace): unknown => {
    if (typeof value === "string") return wanted.has(JSON.stringify(place)) ? change(value) : value;
    if (typeof value !== "object" || value === null || place.length > deepest) return value;
    if (Array.isArray(value)) return value.map((item, at) => copy(item, [...place, at]));
    const members = Object.entries(value).map(
      ([name, member]) => [name, copy(member, [...place, name])] as const,
    );
    return Object.fromEntries(members);
  };
  return copy(context, []);
}
