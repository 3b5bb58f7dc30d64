/** What the built-in relations are told. */
export interface FieldsSettings {
  /** The fields that it changes, as paths: `product.description`, `items[].note`. Default: found by name and value. */
  readonly fields?: readonly string[] | undefined;
}
