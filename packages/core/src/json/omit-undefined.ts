/** The same members, where those that may be undefined may be absent. */
type Defined<Members> = {
  [Key in keyof Members as undefined extends Members[Key] ? never : Key]: Members[Key];
} & {
  [Key in keyof Members as undefined extends Members[Key] ? Key : never]?: Exclude<
    Members[Key],
    undefined
  >;
};

/**
 * The members that are defined, for data that JSON or a header is to say: neither has a word for the
 * others. Options need none of it: their types take `undefined`.
 */
export function omitUndefined<Members extends object>(members: Members): Defined<Members> {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Defined<Members>;
}
