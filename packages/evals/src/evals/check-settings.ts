/** What every ready-made eval may be told. */
export interface CheckSettings {
  /** Default: the check with its parameters, so that another parameter gives another suite hash. */
  readonly name?: string;
  /** Default: 1. */
  readonly version?: number;
  /** Default: false. */
  readonly mustPass?: boolean;
}
