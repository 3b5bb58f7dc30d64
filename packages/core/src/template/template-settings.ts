/** Jinja2's settings of white space around tags, with its meaning; each is off by default. */
export interface TemplateSettings {
  /** The line end after a tag or a comment is dropped (`trim_blocks`). */
  readonly trimBlocks?: boolean | undefined;
  /** The blanks before a tag or a comment that begins its line are dropped (`lstrip_blocks`). */
  readonly lstripBlocks?: boolean | undefined;
  /** The line end at the end of a template is kept (`keep_trailing_newline`). */
  readonly keepTrailingNewline?: boolean | undefined;
}
