import { isPromptrailError } from "@promptrail/core";

/**
 * What a command can do without: a key that may do the thing itself need not be one that may look.
 *
 * @returns `otherwise` where the key may not have it.
 */
export async function unlessForbidden<Value, Otherwise>(
  asking: Promise<Value>,
  otherwise: Otherwise,
): Promise<Value | Otherwise> {
  try {
    return await asking;
  } catch (error) {
    if (isPromptrailError(error) && error.code === "forbidden") return otherwise;
    throw error;
  }
}
