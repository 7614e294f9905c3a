import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction, RecordedStep } from '../../../src/model/interaction.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

const SLOW_MS = 80;

const told: string[] = [];
const PAGES: Record<string, Page> = {
  '/tell': (request, response) => {
    told.push(decodeURIComponent(request.url?.split('?')[1] ?? ''));
    response.end();
  },
  // Slow at the characters that ?slow= lists; tells what was typed, and with which keys.
  '/': html(`<h1>Search</h1><input id="q"><textarea id="text"></textarea><div id="rich" contenteditable>r</div>
    <select id="size"><option>S<option>M<option>L</select><script>
    const slow = new URLSearchParams(location.search).get('slow') ?? '';
    const keys = [];
    onkeydown = (event) => { keys.push(event.key); };
    let timer;
    const tell = (value) => {
      clearTimeout(timer);
      timer = setTimeout(() => fetch('/tell?' + encodeURIComponent(keys.join(' ') + '|' + value)), 50);
    };
    onchange = (event) => { if (event.isTrusted) tell(event.target.value); };
    oninput = (event) => {
      if (slow !== '' && (event.data ?? '') !== '' && slow.includes(event.data) && event.isTrusted) {
        const end = performance.now() + ${SLOW_MS}; while (performance.now() < end);
      }
      tell(event.target.value ?? event.target.innerText);
    };
  </script>`),
};

let lab: Lab;
let site: Site;
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite(PAGES);
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

/** Visits, until the page has told `heard`, keys and value with `*` for whatever, which it does a while after the last key. */
const visit = async (path: string, heard: string, ...interactions: Interaction[]) => {
  told.length = 0;
  const request = `/tell?${encodeURIComponent(heard).replaceAll('%2A', '*')}`;
  return lab.visit(route(path, [...interactions, { action: 'wait-for', request }]), FAST, site);
};
/** What was told last; of two requests at a time either may arrive first, but there is more to tell each time. */
const last = (): string => told.toSorted((a, b) => a.length - b.length).at(-1) ?? '';
const type = (text: string, selector = '#q'): Interaction => ({ action: 'type', selector, text });
const change = (selector: string, value: string): Interaction => ({
  action: 'recording',
  file: 'search.json',
  steps: [{ type: 'change', selectors: [[selector]], value } as RecordedStep],
});

describe('a text is typed with a key for each of its characters', () => {
  it.each(['äö', 'да', '日😀'])('%s', async (text) => {
    const outcome = await visit(`/?slow=${encodeURIComponent(text)}`, `*|${text}`, type(text));
    expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(SLOW_MS - 8);
    expect(last().split('|')[1]).toBe(text);
  });

  it('a slow one among others is measured', async () => {
    for (const [slow, text] of [
      ['ß', 'Straße'],
      ['a', 'Überall'],
    ] as const) {
      const outcome = await visit(`/?slow=${encodeURIComponent(slow)}`, `*|${text}`, type(text));
      expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(SLOW_MS - 8);
    }
  });

  it('several characters that are drawn as one arrive whole', async () => {
    measured(await visit('/', '*|👨‍👩‍👧🇩🇪', type('👨‍👩‍👧🇩🇪')));
    expect(last().split('|')[1]).toBe('👨‍👩‍👧🇩🇪');
  });

  it('the end of a line is Enter, a tab is Tab', async () => {
    measured(await visit('/', '*|cr', type('a\r\nb\tc', '#text')));
    expect(last().split('|')).toEqual(['a Enter b Tab c', 'cr']);
  });

  it('a key of another keyboard can be pressed alone, and with a modifier', async () => {
    measured(
      await visit(
        '/',
        '*|xöy',
        type('x'),
        { action: 'press', key: 'ö' },
        { action: 'press', key: 'Control+ä' },
        type('y'),
      ),
    );
    expect(last()).toBe('x ö Control ä y|xöy');
  });
});

describe('a recorded change', () => {
  it.each([
    ['#q', 'größer'],
    ['#text', 'Grüße'],
    ['#rich', 'rö'],
    ['#q', 'ö'.repeat(3) + 'x'.repeat(120)],
  ])('of %s to %s is typed, and measured', async (selector, value) => {
    const outcome = await visit(`/?slow=${encodeURIComponent('ö,ü')}`, `*|${value}`, change(selector, value));
    expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(SLOW_MS - 8);
    expect(last().split('|')[1]).toBe(value);
  });

  it('of a list is a choice with the keyboard', async () => {
    const outcome = await visit('/', '*|L', change('#size', 'L'));
    expect(measured(outcome).readings.inp.status).toBe('measured');
    expect(last()).toBe('ArrowDown|L');
  });

  it('by single keys takes keys of any keyboard', async () => {
    const keys = ['keyDown', 'keyUp'].map((each) => ({ type: each, key: 'ö' }) as RecordedStep);
    const outcome = await visit(`/?slow=${encodeURIComponent('ö')}`, '*|aö', type('a'), {
      action: 'recording',
      file: 'search.json',
      steps: keys,
    });
    expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(SLOW_MS - 8);
    expect(last()).toBe('a ö|aö');
  });
});
