/** A request that cannot be repeated, or whose answer cannot be read to its end. The message continues "…, because". */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
