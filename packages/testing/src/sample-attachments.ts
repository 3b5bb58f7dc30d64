import type { FilePart, ImagePart } from "@promptrail/core/provider-kit";

/** A PNG of one pixel. */
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const pdf = [
  "%PDF-1.4",
  "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
  "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj",
  "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 72 72]>> endobj",
  "trailer <</Root 1 0 R>>",
  "%%EOF",
].join("\n");

/** An image that every vendor takes whose models see. */
export function sampleImage(): ImagePart & { readonly data: Uint8Array } {
  return { type: "image", mediaType: "image/png", data: Buffer.from(png, "base64") };
}

/** A PDF of one empty page, with a name of its own where several are sent. */
export function samplePdf(name = "invoice.pdf"): FilePart & { readonly data: Uint8Array } {
  return { type: "file", mediaType: "application/pdf", name, data: Buffer.from(pdf) };
}
