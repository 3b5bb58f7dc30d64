/** Settings over their defaults. An entry that is there and undefined is not given: it takes no default away. */
export function withDefaults<Settings extends object>(
  defaults: Settings,
  given: { readonly [Name in keyof Settings]?: Settings[Name] | undefined } = {},
): Settings {
  const settings = { ...defaults };
  for (const name of Object.keys(defaults)) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined) Reflect.set(settings, name, value);
  }
  return settings;
}
