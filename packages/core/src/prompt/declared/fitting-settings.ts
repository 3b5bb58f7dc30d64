/** How settings are judged. */
interface Judged {
  /** Every setting that there is. */
  readonly known: object;
  /** Settings that must be given beside the required ones. */
  readonly needed: string;
  /** Settings whose type depends on what is given; the others have the known type. */
  readonly own: object;
  /** Where it is told that a setting is missing: at the first of these that is given. */
  readonly places: readonly string[];
  /** What takes them: `A prompt`. */
  readonly taker: string;
}

/**
 * Settings as they must be: those that are given, unless something is wrong. Where one is unknown or of another
 * type, they are compared with the known ones. One that is missing becomes a text in the type of one that is given,
 * which the compiler prints in one line: the type of settings that hold schemas or prompts would fill a page.
 */
export type FittingSettings<Given, By extends Judged> = keyof By["known"] extends keyof Given
  ? // All are there: a value of the known type, or one whose type is not right, which the compiler gave up on.
    Given extends By["known"]
    ? Given
    : By["known"]
  : [Exclude<keyof Given, keyof By["known"]>] extends [never]
    ? {
        readonly [Name in keyof Given]: Name extends PlaceOfMissing<Given, By>
          ? `${By["taker"]} needs "${Missing<Given, By>}", which is missing.`
          : Name extends keyof By["own"]
            ? By["own"][Name]
            : Name extends keyof By["known"]
              ? By["known"][Name]
              : never;
      }
    : By["known"];

/** The names of the settings that must be given and are not. */
type Missing<Given, By extends Judged> = Exclude<
  RequiredName<By["known"]> | By["needed"],
  keyof Given
>;

type RequiredName<Known> = {
  [Name in keyof Known & string]: Record<never, never> extends Pick<Known, Name> ? never : Name;
}[keyof Known & string];

type PlaceOfMissing<Given, By extends Judged> = [Missing<Given, By>] extends [never]
  ? never
  : FirstOf<By["places"], keyof Given>;

type FirstOf<Names, Given> = Names extends readonly [infer First, ...infer Rest]
  ? First extends Given
    ? First
    : FirstOf<Rest, Given>
  : never;
