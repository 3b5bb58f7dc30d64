import { fileMediaTypes, imageMediaTypes } from "@promptrail/core/portable";
import type { FilePart, ImagePart } from "@promptrail/core/provider-kit";
import { z } from "zod";

export type ObjectSchema = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
) => z.ZodObject<Shape>;

/** Bytes on the wire: base64, with its padding. */
const bytes = z.codec(
  z.base64("must be base64, with its padding"),
  z.custom<Uint8Array>((value) => ArrayBuffer.isView(value), "must be bytes"),
  { decode: z.util.base64ToUint8Array, encode: z.util.uint8ArrayToBase64 },
);

/** Which of them is there is known once they are read: the bytes, or the address. */
type Content = { readonly data: Uint8Array } | { readonly url: string };

// Not `exactOptional`: that one writes a field, too, that is not there.
const content = { data: bytes.optional(), url: z.string().optional() } as const;

function isOneContent({ data, url }: { readonly data?: unknown; readonly url?: unknown }): boolean {
  return (data === undefined) !== (url === undefined);
}

const oneContent = "must have either `data` or `url`";

function toContent({
  data,
  url = "",
}: {
  readonly data?: Uint8Array | undefined;
  readonly url?: string | undefined;
}): Content {
  return data === undefined ? { url } : { data };
}

function fromContent(part: ImagePart | FilePart) {
  return part.data === undefined ? { url: part.url } : { data: part.data };
}

/** Images and files, of objects that are read in one way. */
export function describeAttachments(object: ObjectSchema) {
  const image = z.codec(
    object({ type: z.literal("image"), media_type: z.enum(imageMediaTypes), ...content }).refine(
      isOneContent,
      oneContent,
    ),
    z.custom<ImagePart>(),
    {
      decode: ({ type, media_type: mediaType, ...given }) => ({
        type,
        mediaType,
        ...toContent(given),
      }),
      encode: (part) => ({ type: part.type, media_type: part.mediaType, ...fromContent(part) }),
    },
  );
  const file = z.codec(
    object({
      type: z.literal("file"),
      media_type: z.enum(fileMediaTypes),
      name: z.string(),
      ...content,
    }).refine(isOneContent, oneContent),
    z.custom<FilePart>(),
    {
      decode: ({ type, media_type: mediaType, name, ...given }) => ({
        type,
        mediaType,
        name,
        ...toContent(given),
      }),
      encode: (part) => ({
        type: part.type,
        media_type: part.mediaType,
        name: part.name,
        ...fromContent(part),
      }),
    },
  );
  return { image, file };
}
