import { causeOf, GateError } from '../../errors.ts';
import type { TextFile } from './files.ts';
import { deepJson, rejectDeep } from './scan.ts';

/**
 * A file of the user's as JSON.
 *
 * @throws GateError `graphql-input` at the first line that is not valid JSON
 */
export function parseJson({ path, text }: TextFile, todo: string): unknown {
  rejectDeep(deepJson(text), path);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const what = `This is not JSON: ${causeOf(error)}.`;
    throw new GateError('graphql-input', { what, todo }, { where: `${path}:${brokenLine(text)}:1`, cause: error });
  }
}

/**
 * The engine mostly does not say where JSON is broken: the first line with which the text cannot be the beginning of any.
 * No token of JSON spans lines, so what is complete up to a line end stays a beginning.
 */
function brokenLine(text: string): number {
  const lines = text.split('\n');
  let [fine, broken] = [0, lines.length];
  while (broken - fine > 1) {
    const middle = Math.floor((fine + broken) / 2);
    if (isBeginning(lines.slice(0, middle).join('\n'))) fine = middle;
    else broken = middle;
  }
  return broken;
}

function isBeginning(text: string): boolean {
  const trimmed = text.trimEnd();
  try {
    JSON.parse(trimmed);
    return true;
  } catch (error) {
    const message = causeOf(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON input/i.test(message) || (position !== undefined && Number(position) >= trimmed.length);
  }
}
