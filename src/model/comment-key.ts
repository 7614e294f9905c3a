/** The characters of a key stand in an HTML comment: letters and digits, and single signs between them. */
export const COMMENT_KEY = /^[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*$/;
export const LONGEST_COMMENT_KEY = 60;

/** Whether a text can tell the comments of several configurations on one pull request apart. */
export function isCommentKey(text: string): boolean {
  return text.length <= LONGEST_COMMENT_KEY && COMMENT_KEY.test(text);
}
