import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A path, relative ones from the current folder, or a file URL: `new URL("./cases.jsonl", import.meta.url)`. */
export type DatasetPath = string | URL;

export function toFilePath(path: DatasetPath): string {
  return path instanceof URL ? fileURLToPath(path) : resolve(path);
}

/** The file's name without its ending: `products` of `data/products.jsonl`. */
export function toDatasetName(path: DatasetPath): string {
  return basename(toFilePath(path)).replace(/\.[^.]+$/, "");
}
