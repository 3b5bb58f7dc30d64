/** A vendor as errors of its edge name it. */
export interface AskedVendor {
  /** The provider's id, for its errors. */
  readonly provider: string;
  /** As people write it: "OpenAI". */
  readonly name: string;
}
