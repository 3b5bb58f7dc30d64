/** What an image of a call may be. Every vendor whose models see takes these. */
export const imageMediaTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;

/** What a file of a call may be. */
export const fileMediaTypes = ["application/pdf", "text/plain"] as const;

export type ImageMediaType = (typeof imageMediaTypes)[number];
export type FileMediaType = (typeof fileMediaTypes)[number];
export type MediaType = ImageMediaType | FileMediaType;

/** True for a type that an image may have, false for one of a file. */
export function isImageMediaType(mediaType: MediaType): mediaType is ImageMediaType {
  return imageMediaTypes.some((each) => each === mediaType);
}
