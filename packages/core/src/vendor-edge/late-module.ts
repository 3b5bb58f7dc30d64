/** A module that is loaded when it is first asked for, such as a vendor's SDK: a project needs none of it to be checked. */
export class LateModule<Module> {
  readonly #open: () => Promise<Module>;
  #loaded: Module | undefined;

  /** @param open the import. One that fails is tried again by the next who asks. */
  constructor(open: () => Promise<Module>) {
    this.#open = open;
  }

  async load(): Promise<Module> {
    this.#loaded ??= await this.#open();
    return this.#loaded;
  }

  /** Undefined where nobody has asked for it, so that nothing is of it. */
  get loaded(): Module | undefined {
    return this.#loaded;
  }
}

/** Whether a value is of a class; false of one whose module is not loaded. */
export function isOf<Known>(
  value: unknown,
  known: (abstract new (...given: never) => Known) | undefined,
): value is Known {
  return known !== undefined && value instanceof known;
}
