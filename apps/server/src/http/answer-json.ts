interface AnswerSettings {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that tells its length, by which it is bounded: nobody has to read it for that. */
export function answerJson(value: unknown, settings: AnswerSettings = {}): Response {
  return answerJsonText(JSON.stringify(value), settings);
}

/** The same, of a JSON text. */
export function answerJsonText(
  text: string,
  { status = 200, headers = {} }: AnswerSettings = {},
): Response {
  const length = String(Buffer.byteLength(text));
  return new Response(text, {
    status,
    headers: { ...headers, "content-type": "application/json", "content-length": length },
  });
}
