import { z } from "zod";

/** `state_source` → `stateSource` */
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** What a record's value has otherwise than its wire, beside the case of its names. */
interface Differences {
  /** By the wire's name: the value's, where it is another word. */
  readonly names?: Readonly<Record<string, string>>;
  /** What the wire tells beside the value: made from it, and left out when it is read. */
  readonly told?: Readonly<Record<string, (value: never) => unknown>>;
  /** What the value holds for a field that is absent on the wire. */
  readonly absent?: Readonly<Record<string, unknown>>;
}

type Part<Settings, Name extends keyof Differences> = Settings extends {
  readonly [Key in Name]: infer Given;
}
  ? Given
  : Record<never, never>;

// What has no fields is typed with an index of all names.
type NameIn<Name, Settings> = string extends Name
  ? never
  : Name extends keyof Part<Settings, "told">
    ? never
    : Name extends keyof Part<Settings, "names">
      ? Extract<Part<Settings, "names">[Name], string>
      : CamelCase<Extract<Name, string>>;

/** What is read is nobody's to change. */
type Held<Field> = Field extends readonly (infer Item)[] ? readonly Item[] : Field;

type ValueOf<Fields, Settings> = {
  readonly [Name in keyof Fields as NameIn<
    Exclude<Name, keyof Part<Settings, "absent">>,
    Settings
  >]: Held<Fields[Name]>;
} & {
  readonly [Name in keyof Fields as NameIn<
    Extract<Name, keyof Part<Settings, "absent">>,
    Settings
  >]-?:
    | Held<Exclude<Fields[Name], undefined>>
    | Widened<Part<Settings, "absent">[Extract<Name, keyof Part<Settings, "absent">>]>;
};

type Widened<Default> = Default extends boolean ? boolean : Default;

type Flat<Value> = { [Name in keyof Value]: Value[Name] };

/** One object of the wire and its value: both are read from the other by the same schema. */
export type RecordCodec<
  Schema extends z.ZodObject,
  Settings extends Differences = Record<never, never>,
> = z.ZodCodec<Schema, z.ZodType<Flat<ValueOf<z.output<Schema>, Settings>>>>;

/**
 * An object that the wire writes in snake_case and code in camelCase. `parse` reads the wire, `encode`
 * writes it: only what the schema names, and nothing that is `undefined`.
 */
export function record<
  Schema extends z.ZodObject,
  const Settings extends Differences = Record<never, never>,
>(schema: Schema, settings?: Settings): RecordCodec<Schema, Settings> {
  const { names = {}, told = {}, absent = {} }: Differences = settings ?? {};
  const fields = Object.keys(schema.shape).map((wire) => ({
    wire,
    name: names[wire] ?? toCamelCase(wire),
    tell: told[wire],
    isAbsent: Object.hasOwn(absent, wire),
  }));
  const decode = (object: Readonly<Record<string, unknown>>) => {
    const value: Record<string, unknown> = {};
    for (const { wire, name, tell, isAbsent } of fields) {
      if (tell !== undefined) continue;
      if (object[wire] !== undefined) value[name] = object[wire];
      else if (isAbsent) value[name] = absent[wire];
    }
    return value;
  };
  const encode = (value: Readonly<Record<string, unknown>>) => {
    const object: Record<string, unknown> = {};
    for (const { wire, name, tell, isAbsent } of fields) {
      const field = tell === undefined ? value[name] : tell(value as never);
      if (field === undefined || (isAbsent && field === absent[wire])) continue;
      object[wire] = field;
    }
    return object;
  };
  // The names are the types' own, by the rule that the two functions follow.
  return z.codec(schema, z.custom(isObject, "must be an object"), {
    decode,
    encode,
  } as never) as never;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
