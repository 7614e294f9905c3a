import { assert, constantFrom, property } from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, test } from 'vitest';

import { renderComment } from '../../../src/report/comment/comment.ts';
import { foreignTexts, harmlessTexts, reportOf, withDeploys } from '../hostile.ts';

/** GitHub's dialect and more: tables, strikethrough, HTML, and every bare address linked that could be one. */
const parser = new MarkdownIt({ html: true, linkify: true });
parser.linkify.set({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true });

const RUNS = 700;
const OURS =
  /^https:\/\/(?:main\.shop\.example\/|pr-42\.shop\.example\/|github\.com\/acme\/shop\/(?:commit\/[0-9a-f]{40}|compare\/[0-9a-f]{40}\.\.\.[0-9a-f]{40}|blob\/[0-9a-f]{40}\/[\w.~%/-]+#L\d+)$|github\.com\/vitals-gate\/vitals-gate\/blob\/v0\/docs\/causes\/[a-z-]+\.md$)/;
const OUR_HTML =
  /^(?:<!-- vitals-gate -->|<\/details>|<details><summary>(?:[\w ,():]|<code>(?:[^<>&"']|&#\d+;)*<\/code>)*<\/summary>)\n?$/u;
/** What GitHub would turn a bare text into: a mention, a reference, a commit, a link, an emoji, a formula. */
const MORE_THAN_TEXT = [/@\w/, /#\d/, /\bgh-\d/i, /\b[0-9a-f]{7,40}\b/i, /\bwww\./i, /:\/\//, /:\w+:/, /\$/];

function parse(markdown: string): Token[] {
  return parser.parse(markdown, {});
}

function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...(token.children ?? [])]);
}

/** The block structure: what a reader sees as tables, rows, cells, lists and folds. */
function skeleton(tokens: readonly Token[]): string {
  return tokens.map(({ type, tag }) => `${type}:${tag}`).join(' ');
}

const expected = skeleton(parse(renderComment(reportOf(harmlessTexts), { limitBytes: Infinity })));

/** The token as a line if it is more than it should be; null if it is harmless. */
function offence({ type, content, attrs }: Token): string | null {
  const isFine = {
    link_open: () => OURS.test(hrefOf(attrs)),
    html_block: () => OUR_HTML.test(content),
    html_inline: () => false,
    text: () => !MORE_THAN_TEXT.some((pattern) => pattern.test(content)),
    image: () => false,
    s_open: () => false,
    em_open: () => false,
  }[type];
  return isFine === undefined || isFine() ? null : `${type}: ${content}${hrefOf(attrs)}`;
}

function hrefOf(attrs: Token['attrs']): string {
  return String(Object.fromEntries(attrs ?? [])['href'] ?? '');
}

describe('whatever a page or a pull request says in the comment', () => {
  test('is no link, image, HTML or reference, and changes nothing about tables, lists, folds and headings', () => {
    assert(
      property(foreignTexts, (texts) => {
        const comment = renderComment(reportOf(texts), { limitBytes: Infinity });
        const tokens = parse(comment);
        const offences = flat(tokens).flatMap((token) => offence(token) ?? []);
        const invisible = comment.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect({ offences, invisible, skeleton: skeleton(tokens) }).toEqual({
          offences: [],
          invisible: null,
          skeleton: expected,
        });
      }),
      { numRuns: RUNS, seed: 20261102 },
    );
    expect.hasAssertions();
  }, 120_000);

  test('is no link where it calls itself a deploy, unless it is a web address that leads to no issue or commit', () => {
    const report = reportOf(harmlessTexts);
    const targets = (url: string) =>
      flat(parse(renderComment({ ...withDeploys(report, url, url), repositoryUrl: 'https://ours.example/o/r' })))
        .filter(({ type }) => type === 'link_open')
        .map(({ attrs }) => hrefOf(attrs))
        .filter((href) => !/^https:\/\/ours\.example\/o\/r\/(?:commit|compare)\/[0-9a-f.]+$/.test(href))
        .filter(
          (href) =>
            !/^https:\/\/github\.com\/vitals-gate\/vitals-gate\/blob\/v0\/docs\/causes\/[a-z-]+\.md$/.test(href),
        );
    const starts = constantFrom(
      '',
      'https://',
      'http://x.example/',
      'javascript:',
      'https://github.com/',
      'https://ghes.corp/o/r/issues/',
    );
    assert(
      property(foreignTexts, starts, ([text], start) => {
        const bad = targets(start + (text ?? '')).filter(
          (target) => !/^https?:\/\/[^\s/]+\/[^\s?#]*$/.test(target) || /github\.com/.test(target),
        );
        expect(bad).toEqual([]);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(targets('https://github.com/o/r/issues/1')).toEqual([]);
    expect(targets('https://ghes.corp/o/r/pull/1')).toEqual([]);
    expect(targets('javascript:alert(1)')).toEqual([]);
    expect(targets('https://user:secret@shop.example/')).toEqual([]);
    expect(targets('http://127.0.0.1:4173')).toEqual([]);
    expect(targets('https://shop.example/a(b)|c?token=1')[0]).toBe('https://shop.example/a%28b%29%7Cc');
  }, 60_000);
});
