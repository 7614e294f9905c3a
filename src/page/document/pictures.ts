import { pictureId } from '../data/pictures.ts';
import { html, type Html } from './html.ts';

/** The contents of WebP files by their names. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

/** Each in an element of its own: a browser neither decodes nor shows what is in a template. */
export function picturesHtml(pictures: Pictures): Html {
  return html`${[...pictures].map(
    ([name, bytes]) => html`<template id="${pictureId(name)}">${Buffer.from(bytes).toString('base64')}</template>`,
  )}`;
}
