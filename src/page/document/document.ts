import { script, style } from 'virtual:page-app';

import type { Diagnosis } from '../../model/diagnosis.ts';
import type { GateReport } from '../../model/report.ts';
import { headlineOf } from '../../report/words/headline.ts';
import { inText } from '../../report/words/phrase.ts';
import { reasonSentence } from '../../report/words/reasons.ts';
import { markOf } from '../data/marks.ts';
import { SECTION_IDS, SECTIONS, type Fold } from '../data/outline.ts';
import type { PageData, Reasons } from '../data/page-data.ts';
import type { CampaignSamples } from '../data/samples.ts';
import { toldFindings } from './findings.ts';
import { firstScreen } from './first-screen.ts';
import { html, type Html } from './html.ts';
import { outlineOf } from './outline.ts';
import { packed } from './pack.ts';
import { picturesHtml, type Pictures } from './pictures.ts';
import { phraseHtml } from './phrase-html.ts';
import { visible } from './visible.ts';
import { wholePage } from './whole-page.ts';
import { whyHtml } from './why/why.ts';

/** What a page is made of. */
export interface PageParts {
  readonly report: GateReport;
  readonly samples: readonly CampaignSamples[];
  readonly diagnoses: readonly Diagnosis[];
  /** The pictures that the diagnoses name, as far as they are there; absent: none. */
  readonly pictures?: Pictures;
}

/** What of a page does not depend on the run. */
export const SHELL = { script, style } as const;

/** The report as one HTML file, which loads nothing. Its first screen needs no script. */
export function renderPage(parts: PageParts): string {
  const content = pageContent(parts);
  const { data } = content;
  return wholePage({
    title: `vitals-gate: ${inText(headlineOf(data.report).words)}`,
    body: html`<main>${firstScreen(data)} ${SECTION_IDS.map((id) => sectionHtml(id, content))}</main>`,
    script,
    afterBody: html`<template id="page-data">${packed(data)}</template> ${picturesHtml(parts.pictures ?? new Map())}`,
  });
}

interface PageContent {
  /** What the browser unpacks. */
  readonly data: PageData;
  /** What only the document shows. */
  readonly diagnoses: readonly Diagnosis[];
}

/** The parts as lines of visible characters, with what the page says of them. */
export function pageContent(parts: PageParts): PageContent {
  const report = visible(parts.report);
  const diagnoses = visible(parts.diagnoses);
  const told = {
    report,
    reasons: reasonsIn(report),
    findings: toldFindings(report),
    samples: visible(parts.samples),
  };
  return { data: { ...told, outline: outlineOf({ ...told, diagnoses }) }, diagnoses };
}

function reasonsIn({ result }: GateReport): Reasons {
  return Object.fromEntries(result.budgets.map(({ reason }) => [reason, reasonSentence(reason)]));
}

/** Folded, because most are filled when they are opened: nothing moves when the script starts. */
function sectionHtml(id: keyof typeof SECTIONS, content: PageContent): Html {
  const folds = content.data.outline.filter(({ section }) => section === id);
  if (folds.length === 0) return html``;
  return html`<section id="section-${id}">
    <h2>${SECTIONS[id]}</h2>
    ${folds.map((fold) => foldHtml(fold, content))}
  </section> `;
}

function foldHtml(fold: Fold, content: PageContent): Html {
  const { anchor, title, verdict, onlyWarns } = fold;
  const { sign, word, tone } = markOf(verdict, onlyWarns);
  const mark = verdict === null ? null : html`<span class="mark ${tone}" aria-hidden="true">${sign}</span>`;
  const said = verdict === null ? null : html`<span class="vh">, ${word}</span>`;
  return html`<details id="${anchor}" class="fold">
    <summary>${mark}${phraseHtml(title)}${said}</summary>
    <div class="filled">${filledHtml(fold, content)}</div>
  </details> `;
}

/** Why it is so needs no script. */
function filledHtml({ section, place }: Fold, { data: { report }, diagnoses }: PageContent): Html {
  if (section === 'why' && place !== null) return whyHtml(place, { report, diagnoses });
  return html`<p class="needs-script">This part needs JavaScript, which does not run here.</p>`;
}
