/** Where in the template a value was read, and how it was written. */
export interface ReadSite {
  readonly line: number;
  readonly column: number;
  readonly path?: string | undefined;
  readonly concretePath?: string | undefined;
}

/** A name or member that is absent. It may be stored and tested; any other use raises `reason`. */
export class UndefinedValue {
  readonly reason: string;
  readonly site: ReadSite;
  /** True for the value of an inline if without else, which Jinja2 prints as nothing. */
  readonly lenient: boolean;

  constructor(reason: string, site: ReadSite, lenient = false) {
    this.reason = reason;
    this.site = site;
    this.lenient = lenient;
  }
}
