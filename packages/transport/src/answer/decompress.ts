import { pipeline, Readable, type Transform } from "node:stream";
import zlib from "node:zlib";
import type { Piece, Pieces } from "../exchange/pieces.js";

/** An answer names as many codings as it likes, and each costs memory. */
const mostCodings = 5;

// What is there is given out at once: an event of a stream must not wait for the next one.
const zlibFlush = { flush: zlib.constants.Z_SYNC_FLUSH };
const brotliFlush = { flush: zlib.constants.BROTLI_OPERATION_FLUSH };

/** Makes what undoes a coding, for a body that begins with `first`. */
type CreateDecoder = (first: Piece) => Transform;

// By the whole module: Node 20, which must load this file to be told that it is too old, has no zstd to import by name.
const decoders: ReadonlyMap<string, CreateDecoder> = new Map<string, CreateDecoder>(
  Object.entries({
    gzip: () => zlib.createGunzip(zlibFlush),
    "x-gzip": () => zlib.createGunzip(zlibFlush),
    // Servers send deflate with zlib's frame or without; the frame begins with the method 8.
    deflate: (first) =>
      ((first[0] ?? 8) & 0x0f) === 8
        ? zlib.createInflate(zlibFlush)
        : zlib.createInflateRaw(zlibFlush),
    br: () => zlib.createBrotliDecompress(brotliFlush),
    zstd: () => zlib.createZstdDecompress(),
  }),
);

/**
 * The body without its codings; as it is where one of them is unknown. A body that breaks off is an error,
 * also where its connection ends well.
 */
export function decompress(pieces: Pieces, coding: string): Pieces {
  const names = coding.toLowerCase().split(",");
  if (names.length > mostCodings) {
    pieces.cancel();
    throw new TypeError(`The answer has more than ${mostCodings} content codings.`);
  }
  const found = names.map((name) => decoders.get(name.trim()));
  const known = found.filter((create) => create !== undefined);
  return known.length < found.length ? pieces : known.reduceRight(decode, pieces);
}

function decode(source: Pieces, createDecoder: CreateDecoder): Pieces {
  let decoded: AsyncIterator<Piece, undefined> | undefined;
  let stream: Transform | undefined;
  const failure: { told?: unknown } = {};
  const open = async (): Promise<typeof decoded> => {
    const first = await source.next();
    if (first === undefined) return undefined;
    const input = Readable.from(listPieces(source, first, failure), { objectMode: false });
    stream = createDecoder(first);
    pipeline(input, stream, () => {});
    return stream[Symbol.asyncIterator]();
  };
  return {
    next: async () => {
      decoded ??= await open();
      try {
        return (await decoded?.next())?.value;
      } catch (error) {
        if ("told" in failure) throw failure.told;
        throw new TypeError("terminated", { cause: error });
      }
    },
    cancel: () => {
      source.cancel();
      stream?.destroy();
    },
  };
}

/** The pieces as a stream takes them. A stream wraps what its source throws, so it is kept beside. */
async function* listPieces(source: Pieces, first: Piece, failure: { told?: unknown }) {
  try {
    let piece: Piece | undefined = first;
    while (piece !== undefined) {
      yield piece;
      piece = await source.next();
    }
  } catch (error) {
    failure.told = error;
    throw error;
  }
}
