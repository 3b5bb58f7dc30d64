/** The same bytes, up to `mostBytes`. Beyond them the source is given up, and the reader gets what `refuse` makes. */
export function limitBody(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
  refuse: () => Error,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        size += value.byteLength;
        if (size <= mostBytes) {
          controller.enqueue(value);
          return;
        }
        controller.error(refuse());
        await reader.cancel().catch(() => {});
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead: who reads slowly holds one piece.
    { highWaterMark: 0 },
  );
}
