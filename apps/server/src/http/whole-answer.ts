/** An answer of a JSON text that is known as a whole: nobody has to look at its headers or read it again. */
export interface WholeAnswer {
  readonly status: number;
  readonly whole: string;
  /** The text's length in bytes. */
  readonly bytes: number;
}

/** What a route is answered with. */
export type Answer = Response | WholeAnswer;

export function createWholeAnswer(value: unknown, status: number): WholeAnswer {
  const whole = JSON.stringify(value);
  return { status, whole, bytes: Buffer.byteLength(whole) };
}
