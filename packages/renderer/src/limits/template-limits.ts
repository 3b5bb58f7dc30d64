/** What one template may cost. Everything beyond is a `limit` error, raised before the work is done. */
export interface TemplateLimits {
  /** Characters of a template's source. */
  readonly templateSize: number;
  /** Tags inside tags. */
  readonly blockDepth: number;
  /** Brackets, operators and filters inside each other. */
  readonly expressionDepth: number;
  /** Loop iterations and calls of macros of one render, all together. */
  readonly loopSteps: number;
  /** Numbers of one `range`. */
  readonly rangeLength: number;
  /** Characters or items of one value that a template makes. */
  readonly valueSize: number;
  /** Characters and items that one render reads and makes, and operations that it runs in loops and macros. */
  readonly builtTotal: number;
  /** Characters of the rendered text. */
  readonly outputSize: number;
  /** Padding, indentation and field widths. */
  readonly width: number;
  /** Decimals. */
  readonly precision: number;
  /** Macros and recursive loops inside each other. */
  readonly callDepth: number;
}

export const defaultLimits: TemplateLimits = {
  templateSize: 200_000,
  blockDepth: 60,
  expressionDepth: 200,
  loopSteps: 200_000,
  rangeLength: 100_000,
  valueSize: 1_000_000,
  builtTotal: 20_000_000,
  outputSize: 2_000_000,
  width: 10_000,
  precision: 100,
  callDepth: 50,
};
