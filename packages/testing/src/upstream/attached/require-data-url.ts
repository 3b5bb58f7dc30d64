import { imageMediaTypes } from "@promptrail/core/portable";
import { requireAddress, requireContent } from "./require-content.js";

const dataUrl = /^data:([^;,]*);base64,(.*)$/s;

/** An image as OpenAI's wires take it: a data URL, or an address. Throws WireError. */
export function requireImageUrl(url: string, place: string): void {
  const [, mediaType = "", data = ""] = dataUrl.exec(url) ?? [];
  if (data === "") requireAddress(url, place);
  else requireContent({ data, mediaType, taken: imageMediaTypes, place });
}

/** A file's bytes as OpenAI's wires take them: a data URL, of PDF alone. Throws WireError. */
export function requireFileData(fileData: string, place: string): void {
  const [, mediaType = "", data = ""] = dataUrl.exec(fileData) ?? [];
  requireContent({ data, mediaType, taken: ["application/pdf"], place });
}
