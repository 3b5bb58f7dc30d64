/** One step of the schema. Frozen once released: a change is a further step. */
export interface Migration {
  /** `0001-evidence-and-versions`; the number is its place. */
  readonly name: string;
  readonly script: string;
  /** `sha256-…` of the script. */
  readonly checksum: string;
}
