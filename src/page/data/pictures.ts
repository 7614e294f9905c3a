/** The id of the element that holds a picture. */
export function pictureId(name: string): string {
  return `picture/${name}`;
}
